/** One place that the command menu leads to. */
export type CommandItem = { group: string; label: string; href: string; hint?: string | undefined };

/** What the menu's dialog gets; the button loads it when it is first wanted. */
export type CommandDialogProps = { items: readonly CommandItem[]; onClose: () => void };
