-- Lists of customers by name, and ids that are alike but for letter case. A name is compared by its
-- beginning, as an index takes no text of any length.
CREATE INDEX customers_by_name ON customers (organization_id, left(search_text, 100), id);
CREATE INDEX customers_alike ON customers
  USING hash (lower(upper(normalize(external_id, NFKC) COLLATE pg_c_utf8)));
CREATE INDEX customers_from_labels ON customers (organization_id) WHERE from_labels <> '{}';
