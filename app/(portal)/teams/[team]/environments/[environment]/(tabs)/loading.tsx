import { Loading } from '#components/ui/skeleton.tsx';

export default function EnvironmentLoading() {
  return <Loading cards={[6]} />;
}
