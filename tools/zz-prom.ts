import { resolvePrometheus } from '#tools/monitoring/resolve-prometheus.ts';
console.log(await resolvePrometheus((l)=>console.log(new Date().toISOString(), l)));
console.log(new Date().toISOString());
