import type { Option } from '#components/ui/input.tsx';
import type { TeamRole } from '#lib/domain/role.ts';

export const roleWords: Record<TeamRole, { label: string; may: string }> = {
  owner: { label: 'Owner', may: 'asks for environments and decides who belongs to the team' },
  developer: { label: 'Developer', may: 'asks for environments and works in them' },
  viewer: { label: 'Viewer', may: 'looks at everything of the team, changes nothing' },
};

export const roleOptions: Option[] = Object.entries(roleWords).map(([value, { label }]) => ({
  value,
  label,
}));
