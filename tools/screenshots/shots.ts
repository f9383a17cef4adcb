/** One picture of the documentation. */
export interface Shot {
  /** Name of the file in docs/screenshots, without its ending. */
  name: string;
  /** First part of the e-mail address of the account that looks at it. */
  by: string;
  path: string;
  width?: number;
  dark?: boolean;
}

/** The pictures that the guides show, of the demo of `npm start`. */
export const shots: readonly Shot[] = [
  { name: 'team', by: 'dana', path: '/teams/payments' },
  { name: 'request', by: 'dana', path: '/teams/payments/environments/new' },
  { name: 'environment', by: 'dana', path: '/teams/payments/environments/prod' },
  { name: 'usage', by: 'dana', path: '/teams/payments/usage' },
  { name: 'network', by: 'dana', path: '/teams/payments/environments/prod/network' },
  { name: 'approvals', by: 'alex', path: '/approvals' },
  { name: 'provisioner', by: 'alex', path: '/admin/provisioner' },
  { name: 'phone', by: 'dana', path: '/teams/payments', width: 320, dark: true },
];
