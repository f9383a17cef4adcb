import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils';

/**
 * The same adapter, whose transactions send one query after the other. Prisma reads sibling relations of an `include`
 * at once, also inside a transaction, whose single connection can't do that: pg queues such queries only until pg 9.
 */
export function inSequence(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  const { provider, adapterName } = factory;
  return { provider, adapterName, connect: async () => withQueues(await factory.connect()) };
}

function withQueues(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const start = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolationLevel) => queued(await start(isolationLevel));
  return adapter;
}

function queued(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Query, Answer>(send: (query: Query) => Promise<Answer>) => {
    return (query: Query): Promise<Answer> => {
      const answer = last.then(() => send(query));
      // A query that fails is its caller's business; the next one gets its turn all the same.
      last = answer.catch(() => undefined);
      return answer;
    };
  };
  transaction.queryRaw = inTurn(transaction.queryRaw.bind(transaction));
  transaction.executeRaw = inTurn(transaction.executeRaw.bind(transaction));
  return transaction;
}
