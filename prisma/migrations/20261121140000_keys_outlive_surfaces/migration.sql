-- Keys stay, revoked, when their surface goes: usage and the secrets that callers still hold name them.
ALTER TABLE api_keys DROP CONSTRAINT api_keys_organization_id_product_id_surface_id_fkey;

-- What goes with its endpoint changes no key: a decision that saw the one saw the other. So deleting
-- an endpoint, a capability, a surface or a product takes no key and no window.
CREATE OR REPLACE FUNCTION key_capabilities_change_key() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  keys text[] := ARRAY(
    SELECT DISTINCT c.key_id FROM changed c JOIN surface_items i USING (organization_id, surface_id, capability_id)
  );
BEGIN
  PERFORM 1 FROM api_keys WHERE id = ANY (keys) ORDER BY id FOR NO KEY UPDATE;
  PERFORM 1 FROM key_windows WHERE key_id = ANY (keys) ORDER BY key_id FOR UPDATE;
  UPDATE api_keys SET scoped = scoped WHERE id = ANY (keys);
  RETURN NULL;
END
$$;
