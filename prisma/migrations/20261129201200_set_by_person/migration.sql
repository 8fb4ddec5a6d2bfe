-- Fields that people have set, of a surface key that an API key minted: it cannot loosen them again.
ALTER TABLE api_keys ADD COLUMN set_by_person text[] NOT NULL DEFAULT '{}';

-- What people have changed so far is in the audit record.
UPDATE api_keys k SET set_by_person = done.fields
FROM (
  SELECT target_id, array_agg(DISTINCT CASE field WHEN 'scoped' THEN 'scopes' ELSE field END) AS fields
  FROM (
    SELECT e.target_id, jsonb_array_elements_text(e.metadata -> 'changed') AS field
    FROM audit_entries e
    WHERE e.action = 'surfaceKey.update' AND e.actor_kind = 'user' AND e.outcome = 'done'
      AND jsonb_typeof(e.metadata -> 'changed') = 'array'
    UNION ALL
    SELECT e.target_id, one.field
    FROM audit_entries e CROSS JOIN (VALUES ('isActive'), ('expiresAt')) AS one (field)
    WHERE e.action = 'surfaceKey.update' AND e.actor_kind = 'user' AND e.outcome = 'done'
      AND e.metadata ? one.field
    UNION ALL
    SELECT e.target_id, 'secret'
    FROM audit_entries e
    WHERE e.action = 'surfaceKey.rotate' AND e.actor_kind = 'user' AND e.outcome = 'done'
  ) AS each
  GROUP BY target_id
) AS done
WHERE k.id = done.target_id AND k.kind = 'surface' AND k.minted_by_key_id IS NOT NULL;
