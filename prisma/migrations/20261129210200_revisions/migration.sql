-- Everything that can be edited has a revision, which its ETag is made of.
ALTER TABLE products ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE prompts ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE records ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE organization_secrets ADD COLUMN revision integer NOT NULL DEFAULT 1;

-- Unlike count_revision() this leaves updated_at to those who write.
CREATE FUNCTION count_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END
$$;
CREATE TRIGGER products_count_edit BEFORE UPDATE ON products
  FOR EACH ROW EXECUTE FUNCTION count_edit();
CREATE TRIGGER prompts_count_edit BEFORE UPDATE ON prompts
  FOR EACH ROW EXECUTE FUNCTION count_edit();
CREATE TRIGGER records_count_edit BEFORE UPDATE ON records
  FOR EACH ROW EXECUTE FUNCTION count_edit();
-- A value that is sealed anew, under another pepper, is what it was.
CREATE TRIGGER organization_secrets_count_edit BEFORE UPDATE ON organization_secrets
  FOR EACH ROW WHEN ((OLD.description, OLD.hosts, OLD.version)
    IS DISTINCT FROM (NEW.description, NEW.hosts, NEW.version))
  EXECUTE FUNCTION count_edit();

-- No pattern ever was the origin of a page; `*` alone means something from now on.
UPDATE surfaces SET config = jsonb_set(config, '{cors,allowedOrigins}', coalesce((
    SELECT jsonb_agg(origin ORDER BY at)
    FROM jsonb_array_elements(config #> '{cors,allowedOrigins}') WITH ORDINALITY AS o (origin, at)
    WHERE origin #>> '{}' NOT LIKE '%*%'
  ), '[]'))
  WHERE jsonb_typeof(config #> '{cors,allowedOrigins}') = 'array'
    AND config #>> '{cors,allowedOrigins}' LIKE '%*%';
