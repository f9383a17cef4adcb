import { Loading } from '#components/ui/skeleton.tsx';

export default function TeamLoading() {
  return <Loading title="with-meta" filters cards={[6]} />;
}
