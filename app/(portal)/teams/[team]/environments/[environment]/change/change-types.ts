export const changeKinds = {
  resize: { type: 'resize-environment', label: 'Resize' },
  extend: { type: 'extend-environment', label: 'Extend' },
  upgrade: { type: 'upgrade-environment', label: 'Upgrade class' },
  delete: { type: 'delete-environment', label: 'Delete' },
} as const;

export type ChangeKind = keyof typeof changeKinds;
export type ChangeType = (typeof changeKinds)[ChangeKind]['type'];

/** The kind that the address names; resizing when it names none. */
export function readKind(value: string | string[] | undefined): ChangeKind {
  return typeof value === 'string' && Object.hasOwn(changeKinds, value) ? (value as ChangeKind) : 'resize';
}
