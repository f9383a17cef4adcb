import type { Transport } from '#lib/k8s/transport.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';

/** Deletes the object at that path; what it returns puts it back whole, as a new object. */
export async function takeAway(transport: Transport, path: string): Promise<() => Promise<unknown>> {
  const object = (await transport.call({ method: 'GET', path })) as ObservedObject;
  await transport.call({ method: 'DELETE', path });
  const { uid: _uid, resourceVersion: _version, managedFields: _fields, ...metadata } = object.metadata;
  const collection = path.slice(0, path.lastIndexOf('/'));
  return () => transport.call({ method: 'POST', path: collection, body: { ...object, metadata } });
}
