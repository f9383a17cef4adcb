import { SkeletonTable } from '#components/ui/skeleton.tsx';

export default function TeamLoading() {
  return <SkeletonTable />;
}
