/** One entry of an object's managedFields; the fields themselves are not read. */
export interface FieldManagerEntry {
  manager?: string;
  operation?: string;
  time?: string;
  subresource?: string;
}

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
    managedFields?: FieldManagerEntry[];
  };
  /** Who made the last step, where the watch saw both versions: null if it can't be told. */
  editor?: string | null;
  [field: string]: unknown;
}
