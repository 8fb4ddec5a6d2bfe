-- What processes remember of a key is judged by when it is charged: is it still what it was? A revision
-- names one state. It is random, so that none is used again, also not after a backup was restored.
CREATE FUNCTION new_revision() RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT hashtextextended(gen_random_uuid()::text, 0)
$$;

ALTER TABLE key_windows ALTER COLUMN revision DROP DEFAULT;
ALTER TABLE key_windows ALTER COLUMN revision TYPE bigint USING new_revision();
ALTER TABLE key_windows ALTER COLUMN revision SET DEFAULT new_revision();

CREATE OR REPLACE FUNCTION api_keys_open_window() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO key_windows (key_id) VALUES (NEW.id);
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION api_keys_count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  NEW.updated_at := now();
  UPDATE key_windows SET revision = DEFAULT WHERE key_id = NEW.id;
  RETURN NEW;
END
$$;

CREATE FUNCTION api_secrets_change_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE key_windows SET revision = DEFAULT WHERE key_id IN (OLD.key_id, NEW.key_id);
  RETURN NULL;
END
$$;
CREATE TRIGGER api_secrets_change_key AFTER UPDATE OR DELETE ON api_secrets
  FOR EACH ROW EXECUTE FUNCTION api_secrets_change_key();

-- What an organization offers: its surfaces, what stands behind their endpoints, and its flows. One row
-- changes, however many keys call them; as the last step of a transaction, so that nobody waits for it.
CREATE TABLE offer_revisions (
  organization_id text PRIMARY KEY REFERENCES organizations (id) ON DELETE CASCADE,
  revision bigint NOT NULL DEFAULT new_revision()
) WITH (fillfactor = 50);
INSERT INTO offer_revisions (organization_id) SELECT id FROM organizations;

CREATE FUNCTION organizations_open_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO offer_revisions (organization_id) VALUES (NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER organizations_open_revision AFTER INSERT ON organizations
  FOR EACH ROW EXECUTE FUNCTION organizations_open_revision();

CREATE FUNCTION change_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Once per transaction, however many rows it changed.
  UPDATE offer_revisions SET revision = DEFAULT
    WHERE organization_id IN (OLD.organization_id, NEW.organization_id)
    AND xmin <> pg_current_xact_id()::xid;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER surfaces_change_offer AFTER INSERT OR UPDATE OR DELETE ON surfaces
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION change_offer();
CREATE CONSTRAINT TRIGGER surface_items_change_offer AFTER INSERT OR UPDATE OR DELETE ON surface_items
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION change_offer();
CREATE CONSTRAINT TRIGGER capabilities_change_offer AFTER INSERT OR UPDATE OR DELETE ON capabilities
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION change_offer();
CREATE CONSTRAINT TRIGGER flows_change_offer AFTER INSERT OR UPDATE OR DELETE ON flows
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION change_offer();
