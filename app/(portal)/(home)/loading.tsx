import { Loading } from '#components/ui/skeleton.tsx';

export default function HomeLoading() {
  return <Loading title="alone" cards={[2, 3]} />;
}
