import { cn } from './cn.ts';
import { CopyButton } from './copy-button.tsx';
import { ScrollArea } from './scroll-area.tsx';

type CodeBlockProps = {
  code: string;
  /** What it is: "NetworkPolicy default-deny, desired". */
  label: string;
  className?: string | undefined;
};

export function CodeBlock({ code, label, className }: CodeBlockProps) {
  return (
    <div className={cn('relative min-w-0 rounded-lg border bg-sunken', className)}>
      <ScrollArea label={label} className="max-h-[32rem] rounded-lg">
        <pre className="w-max min-w-full p-3 pr-10 font-mono text-sm">
          <code>{code}</code>
        </pre>
      </ScrollArea>
      <div className="absolute top-2 right-2 rounded-md bg-sunken">
        <CopyButton text={code} label={`Copy ${label}`} />
      </div>
    </div>
  );
}
