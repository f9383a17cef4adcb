-- Which click asked for the newest generation, so that a trace goes on from the web server to the provisioner: W3C traceparent, the
-- generation that it asked for, and when. Without tracing it stays empty; decision 0213.
ALTER TABLE environment
  ADD COLUMN trace jsonb,
  ADD CONSTRAINT environment_trace CHECK (jsonb_typeof(trace) = 'object' AND trace ?& ARRAY['parent', 'generation', 'at']);

GRANT UPDATE (trace) ON environment TO bailiwick_web;
