/** An object as the API server returns it; only what Bailiwick reads is named. */
export interface ObservedObject {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    deletionTimestamp?: string;
    managedFields?: { manager?: string; operation?: string; time?: string; subresource?: string }[];
  };
  [field: string]: unknown;
}
