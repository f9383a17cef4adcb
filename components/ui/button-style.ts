import { cva, type VariantProps } from 'class-variance-authority';

export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors select-none aria-disabled:cursor-not-allowed aria-disabled:opacity-60 disabled:cursor-not-allowed disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-on-accent hover:bg-accent/90',
        secondary: 'border-border-strong/60 bg-surface text-foreground hover:bg-sunken',
        ghost: 'border-transparent text-muted hover:bg-sunken hover:text-foreground',
        danger: 'border-transparent bg-danger text-on-danger hover:bg-danger/90',
        link: 'border-transparent text-accent underline underline-offset-3 decoration-1 hover:decoration-2',
      },
      size: { sm: 'h-7 px-2.5 text-sm', md: 'h-8 px-3', lg: 'h-10 px-4', icon: 'size-8' },
    },
    compoundVariants: [{ variant: 'link', class: 'h-6! px-0!' }],
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export type ButtonStyle = VariantProps<typeof buttonStyle>;
