'use client';

import { usePathname } from 'next/navigation';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { crumbs } from './crumbs.ts';

export function TopCrumbs() {
  return <Breadcrumb items={crumbs(usePathname())} />;
}
