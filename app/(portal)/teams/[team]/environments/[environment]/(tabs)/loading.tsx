import { SkeletonTable } from '#components/ui/skeleton.tsx';

export default function EnvironmentLoading() {
  return <SkeletonTable />;
}
