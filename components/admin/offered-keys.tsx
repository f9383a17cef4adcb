/** Quota keys that the cluster knows, for the fields with `list="offered-keys"`. */
export function OfferedKeys({ keys }: { keys: readonly string[] }) {
  return (
    <datalist id="offered-keys">
      {keys.map((key) => (
        <option key={key} value={key} />
      ))}
    </datalist>
  );
}
