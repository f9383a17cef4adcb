/** Sentences one below the other, as wide as they read well. */
export function SentenceList({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="grid max-w-prose list-disc gap-1.5 pl-4">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
