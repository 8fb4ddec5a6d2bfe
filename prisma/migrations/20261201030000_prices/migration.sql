-- Amounts are whole numbers of a millionth of the organization's currency.
ALTER TABLE organizations ADD COLUMN currency text NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE plans ADD COLUMN spend_cap_per_month bigint CHECK (spend_cap_per_month >= 0);
ALTER TABLE customers ADD COLUMN spend_cap_per_month bigint CHECK (spend_cap_per_month >= 0);

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
