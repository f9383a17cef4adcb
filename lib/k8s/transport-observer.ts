import type { Call } from './transport.ts';

/** What is told of the calls, for metrics. */
export interface TransportObserver {
  /** One attempt on the wire came back: with a status code, or with why there was none. */
  answered: (call: Call, code: string, seconds: number) => void;
  /** It is going to be sent again. */
  retried: (call: Call) => void;
}
