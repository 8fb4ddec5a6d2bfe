-- Amounts are whole numbers of a millionth of the organization's currency.
ALTER TABLE organizations ADD COLUMN currency text NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE plans ADD COLUMN spend_cap_per_month bigint CHECK (spend_cap_per_month >= 0);
ALTER TABLE customers ADD COLUMN spend_cap_per_month bigint CHECK (spend_cap_per_month >= 0);

-- What processes remember of a customer says whether its calls may have a price: a plan that ever had
-- prices, or a customer that may be billed by those of another plan than its own.
ALTER TABLE plans ADD COLUMN is_priced boolean NOT NULL DEFAULT false;
ALTER TABLE customers ADD COLUMN is_priced boolean NOT NULL DEFAULT false;

-- What counts for money, each from an instant on: the latest that is not to come.
CREATE TABLE plan_prices (
  organization_id text NOT NULL,
  plan_id text NOT NULL,
  valid_from timestamptz(3) NOT NULL,
  bill_failed boolean NOT NULL,
  -- By capability: its tiers, each the units up to which it reaches (null for the last) and what one costs.
  prices jsonb NOT NULL,
  PRIMARY KEY (plan_id, valid_from),
  FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id) ON DELETE CASCADE
);
CREATE TABLE customer_plans (
  organization_id text NOT NULL,
  customer_id text NOT NULL,
  valid_from timestamptz(3) NOT NULL,
  plan_id text,
  PRIMARY KEY (customer_id, valid_from),
  FOREIGN KEY (organization_id, customer_id) REFERENCES customers (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, plan_id) REFERENCES plans (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX customer_plans_organization_id_plan_id_idx ON customer_plans (organization_id, plan_id);
CREATE TABLE capability_costs (
  organization_id text NOT NULL,
  capability_id text NOT NULL REFERENCES capabilities (id) ON DELETE CASCADE,
  valid_from timestamptz(3) NOT NULL,
  unit_cost bigint,
  PRIMARY KEY (capability_id, valid_from)
);
INSERT INTO customer_plans
  SELECT organization_id, id, created_at, plan_id FROM customers WHERE plan_id IS NOT NULL;

-- What a call costs, and the currency of that, are remembered with what an organization offers.
CREATE CONSTRAINT TRIGGER capability_costs_change_offer AFTER INSERT OR UPDATE ON capability_costs
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION change_offer();
CREATE FUNCTION organizations_change_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE offer_revisions SET revision = DEFAULT WHERE organization_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER organizations_change_offer AFTER UPDATE ON organizations
  FOR EACH ROW EXECUTE FUNCTION organizations_change_offer();
