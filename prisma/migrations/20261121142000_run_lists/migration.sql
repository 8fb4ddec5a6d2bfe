-- Lists of runs by what they can be filtered by, the newest first. Narrow, as every run pays for them:
-- a key, a surface and a capability belong to one organization, and the id is left to a short sort.
CREATE INDEX flow_executions_key_id_started_at_idx ON flow_executions (key_id, started_at DESC);
CREATE INDEX flow_executions_surface_id_started_at_idx ON flow_executions (surface_id, started_at DESC);
CREATE INDEX flow_executions_capability_id_started_at_idx
  ON flow_executions (capability_id, started_at DESC);
CREATE INDEX flow_executions_organization_id_outcome_started_at_idx
  ON flow_executions (organization_id, outcome, started_at DESC);
CREATE INDEX flow_executions_organization_id_environment_started_at_idx
  ON flow_executions (organization_id, environment, started_at DESC);
