import { TextLink } from '#components/ui/button.tsx';

/** What is granted and used now as files: of one team, or of all. */
export function UsageExportLinks({ team }: { team?: string }) {
  const query = (format: string) => new URLSearchParams({ ...(team ? { team } : {}), format });
  return (
    <p className="text-sm">
      Export as{' '}
      <TextLink href={`/api/usage?${query('csv')}`} prefetch={false} download>
        CSV
      </TextLink>{' '}
      or{' '}
      <TextLink href={`/api/usage?${query('json')}`} prefetch={false} download>
        JSON
      </TextLink>
    </p>
  );
}
