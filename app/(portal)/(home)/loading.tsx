import { SkeletonTable } from '#components/ui/skeleton.tsx';

export default function HomeLoading() {
  return <SkeletonTable rows={4} />;
}
