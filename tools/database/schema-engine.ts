import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Engine = typeof import('@prisma/schema-engine-wasm/schema_engine_bg');
let loaded: Promise<Engine> | undefined;

/** Prisma's migration engine as WASM, loaded by hand: Node can't import the `.wasm` the package names. */
export function loadSchemaEngine(): Promise<Engine> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Engine> {
  const gluePath = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue: Engine & { __wbg_set_wasm: (exports: WebAssembly.Exports) => void } = await import(
    pathToFileURL(gluePath).href
  );
  const bytes = await readFile(join(dirname(gluePath), 'schema_engine_bg.wasm'));
  // The type of the glue code is not the index type of WebAssembly's imports, though its functions are just that.
  const imports = { './schema_engine_bg.js': { ...glue } as unknown as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  glue.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === 'function') start();
  return glue;
}
