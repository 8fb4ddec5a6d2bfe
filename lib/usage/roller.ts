import "server-only";
import { addUp } from "@/lib/usage/add-up";
import { completeRollUps } from "@/lib/usage/complete-roll-ups";
import { type Detail, horizonOf } from "@/lib/usage/roll-up-tables";
import { REFUSED } from "@/lib/usage/usage-event";
import { inTurn } from "@/lib/usage/usage-pool";

/** Under a second of work, so that nobody waits long behind it, even when every key differs. */
const MAX_ROLLED_UP_ROWS = 20_000;

/** Counts of an hour or a day that was completed before they came. */
function late(unit: "hour" | "day", detail: Detail): string {
  const rows = `taken WHERE bucket < ${horizonOf(unit)}`;
  return `late_${detail}_${unit} AS (${addUp(unit, detail, rows)})`;
}

const ROLL_UP = `
WITH bound AS MATERIALIZED (
  SELECT id + ${MAX_ROLLED_UP_ROWS} AS id FROM usage_deltas ORDER BY usage_deltas.id LIMIT 1
),
taken AS MATERIALIZED (
  DELETE FROM usage_deltas WHERE id < (SELECT id FROM bound) RETURNING *
),
minutes AS (${addUp("minute", "whole", "taken")}),
${late("hour", "whole")},
${late("hour", "keys")},
${late("hour", "speeds")},
${late("day", "whole")},
${late("day", "keys")},
${late("day", "speeds")},
latest AS (
  SELECT DISTINCT ON (secret_id) secret_id, key_id, address, user_agent, last_at,
    min(first_at) OVER (PARTITION BY secret_id) AS first_at
  FROM taken WHERE outcome <> ALL ($1)
  ORDER BY secret_id, last_at DESC
),
uses AS (
  INSERT INTO secret_uses AS known (secret_id, key_id, first_at, last_at, address, user_agent)
  SELECT l.secret_id, l.key_id, l.first_at, l.last_at, l.address, l.user_agent
  FROM latest l JOIN api_secrets s ON s.id = l.secret_id
  ON CONFLICT (secret_id) DO UPDATE SET
    first_at = least(known.first_at, excluded.first_at),
    last_at = greatest(known.last_at, excluded.last_at),
    address = CASE WHEN excluded.last_at >= known.last_at THEN excluded.address ELSE known.address END,
    user_agent = CASE WHEN excluded.last_at >= known.last_at
      THEN excluded.user_agent ELSE known.user_agent END
)
SELECT EXISTS (SELECT 1 FROM usage_deltas WHERE id >= (SELECT id FROM bound)) AS more`;

const TURN = "usage: roll up";

/** Adds waiting counts to the roll-ups, each once; one process at a time. Answers whether more wait. */
export async function rollUp(): Promise<boolean> {
  const more = await inTurn(TURN, false, async (client) => {
    const { rows } = await client.query<{ more: boolean }>({
      name: "roll-up",
      text: ROLL_UP,
      values: [REFUSED],
    });
    return rows[0]?.more === true;
  });
  // By itself: what waits is added up whatever becomes of it.
  await inTurn(TURN, undefined, completeRollUps);
  return more;
}
