import { Prisma } from './generated/client.ts';

const kinds = ['ConnectionClosed', 'SocketTimeout', 'DatabaseNotReachable', 'TooManyConnections'];
// Connection lost, no resources (disk, memory, connections), and an operator or a time limit that intervened.
const classes = ['08', '53', '57'];
// Of the class of invalid states only these: the server has ended a transaction that stood still, or that took too long as a whole.
const endedTransactions = ['25P03', '25P04'];
// Of Prisma, also for a transaction that could not begin or ran out of time; and of the system.
const codes = [
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
];
const driverMessages = [
  /^timeout exceeded when trying to connect$/,
  /^Connection terminated/,
  /^Client has encountered a connection error/,
];

/** What the driver says went wrong; Prisma hands it over inside of its own error, or bare where a commit failed. */
interface DriverFailure {
  kind?: string;
  originalCode?: string;
}

/** Whether an error says that the database is not there or not able, and not that the query was wrong. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  const { kind = '', originalCode = '' } = failureIn(error) ?? {};
  return (
    codes.includes(code) ||
    kinds.includes(kind) ||
    classes.some((prefix) => originalCode.startsWith(prefix)) ||
    endedTransactions.includes(originalCode) ||
    driverMessages.some((message) => message.test(error.message))
  );
}

function failureIn(error: Error): DriverFailure | undefined {
  if (error.name === 'DriverAdapterError') return error.cause as DriverFailure;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  const inner = error.meta?.driverAdapterError as { cause?: DriverFailure } | undefined;
  return inner?.cause;
}
