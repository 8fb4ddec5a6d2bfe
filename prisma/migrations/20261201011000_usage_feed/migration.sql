-- Decided when a call ends.
ALTER TABLE usage_events ADD COLUMN billable boolean NOT NULL DEFAULT false;

-- Billable calls, from when their events are written until they have their place in the feed.
CREATE TABLE usage_feed_queue (
  id bigserial PRIMARY KEY,
  organization_id text NOT NULL,
  request_id text NOT NULL,
  at timestamptz(3) NOT NULL,
  key_id text NOT NULL,
  customer_id text NOT NULL,
  integration text NOT NULL,
  capability_id text NOT NULL,
  units integer NOT NULL,
  price bigint NOT NULL,
  cost bigint NOT NULL,
  outcome text NOT NULL
);

-- One process at a time gives positions, so that what is read is never overtaken by a lower one.
CREATE TABLE usage_feed (
  organization_id text NOT NULL,
  position bigserial NOT NULL,
  request_id text NOT NULL,
  at timestamptz(3) NOT NULL,
  key_id text NOT NULL,
  customer_id text NOT NULL,
  integration text NOT NULL,
  capability_id text NOT NULL,
  units integer NOT NULL,
  price bigint NOT NULL,
  cost bigint NOT NULL,
  outcome text NOT NULL,
  subject text NOT NULL,
  fed_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, position)
);
CREATE INDEX usage_feed_fed_at_idx ON usage_feed USING brin (fed_at);

-- What cursors of an organization are signed with, and up to where its feed was dropped.
CREATE TABLE usage_feeds (
  organization_id text PRIMARY KEY REFERENCES organizations (id) ON DELETE CASCADE,
  cursor_key uuid NOT NULL DEFAULT gen_random_uuid(),
  dropped_until bigint NOT NULL DEFAULT 0
);
INSERT INTO usage_feeds (organization_id) SELECT id FROM organizations;

CREATE FUNCTION organizations_open_feed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO usage_feeds (organization_id) VALUES (NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER organizations_open_feed AFTER INSERT ON organizations
  FOR EACH ROW EXECUTE FUNCTION organizations_open_feed();
