-- The path of a request as it was asked for; null where it is the route itself.
ALTER TABLE usage_events ADD COLUMN path text;

-- What is searched, without letter case and Unicode form: `foldText` does the same to what is typed.
ALTER TABLE api_keys ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS
  (lower(upper(normalize(name || E'\n' || coalesce(customer, ''), NFKC) COLLATE pg_c_utf8))) STORED;
ALTER TABLE flows ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS
  (lower(upper(normalize(name || E'\n' || coalesce(description, ''), NFKC) COLLATE pg_c_utf8))) STORED;
ALTER TABLE organization_secrets ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS
  (lower(upper(normalize(key || E'\n' || coalesce(description, ''), NFKC) COLLATE pg_c_utf8))) STORED;
ALTER TABLE products ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS
  (lower(upper(normalize(name || E'\n' || coalesce(description, ''), NFKC) COLLATE pg_c_utf8))) STORED;
ALTER TABLE prompts ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS
  (lower(upper(normalize(name || E'\n' || coalesce(description, ''), NFKC) COLLATE pg_c_utf8))) STORED;
ALTER TABLE records ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS
  (lower(upper(normalize(name || E'\n' || type, NFKC) COLLATE pg_c_utf8))) STORED;
ALTER TABLE surfaces ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS
  (lower(upper(normalize(name, NFKC) COLLATE pg_c_utf8))) STORED;
