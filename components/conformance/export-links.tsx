import { TextLink } from '#components/ui/button.tsx';

type ExportLinksProps = { team: string; environment: string };

/** The last run as files. */
export function ExportLinks({ team, environment }: ExportLinksProps) {
  const query = new URLSearchParams({ team, environment });
  return (
    <p className="text-sm">
      Export as{' '}
      <TextLink href={`/api/conformance?${query}&format=csv`} prefetch={false} download>
        CSV
      </TextLink>{' '}
      or{' '}
      <TextLink href={`/api/conformance?${query}&format=json`} prefetch={false} download>
        JSON
      </TextLink>
    </p>
  );
}
