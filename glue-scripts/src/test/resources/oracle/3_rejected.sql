-- Step 5: the first rule that applies, and the first column it applies to in the order of the header.

-- The column's name where its text did not convert, or where JSON had an object or array in it.
CREATE MACRO unconverted(column_name, nested, value_text, converted) AS
  CASE
    WHEN contains(nested, ',' || column_name || ',')
      OR (value_text IS NOT NULL AND converted IS NULL)
    THEN column_name
  END;

CREATE TABLE judged AS
SELECT
  r.position,
  r.raw,
  r.malformed,
  coalesce(
    unconverted('id', r.nested, t.id, c.id),
    unconverted('name', r.nested, t.name, c.name),
    unconverted('host_identity_verified', r.nested, t.host_identity_verified, c.host_identity_verified),
    unconverted('host_name', r.nested, t.host_name, c.host_name),
    unconverted('neighbourhood_group', r.nested, t.neighbourhood_group, c.neighbourhood_group),
    unconverted('neighbourhood', r.nested, t.neighbourhood, c.neighbourhood),
    unconverted('lat', r.nested, t.lat, c.lat),
    unconverted('long', r.nested, t."long", c."long"),
    unconverted('country', r.nested, t.country, c.country),
    unconverted('instant_bookable', r.nested, t.instant_bookable, c.instant_bookable),
    unconverted('cancellation_policy', r.nested, t.cancellation_policy, c.cancellation_policy),
    unconverted('room_type', r.nested, t.room_type, c.room_type),
    unconverted('construction_year', r.nested, t.construction_year, c.construction_year),
    unconverted('price', r.nested, t.price, c.price),
    unconverted('service_fee', r.nested, t.service_fee, c.service_fee),
    unconverted('minimum_nights', r.nested, t.minimum_nights, c.minimum_nights),
    unconverted('number_of_reviews', r.nested, t.number_of_reviews, c.number_of_reviews),
    CASE WHEN c.number_of_reviews < 0 THEN 'number_of_reviews' END,
    CASE WHEN contains(r.nested, ',last_review,') THEN 'last_review' END,
    unconverted('reviews_per_month', r.nested, t.reviews_per_month, c.reviews_per_month),
    CASE WHEN c.reviews_per_month < 0 THEN 'reviews_per_month' END,
    unconverted('review_rate_number', r.nested, t.review_rate_number, c.review_rate_number),
    unconverted('calculated_host_listings_count', r.nested,
      t.calculated_host_listings_count, c.calculated_host_listings_count),
    CASE WHEN c.calculated_host_listings_count < 0 THEN 'calculated_host_listings_count' END,
    unconverted('house_rules', r.nested, t.house_rules, c.house_rules)
  ) AS bad_column,
  CASE
    WHEN t.id IS NULL THEN 'id'
    WHEN t.neighbourhood_group IS NULL THEN 'neighbourhood_group'
    WHEN t.neighbourhood IS NULL THEN 'neighbourhood'
    WHEN t.lat IS NULL THEN 'lat'
    WHEN t."long" IS NULL THEN 'long'
    WHEN t.room_type IS NULL THEN 'room_type'
    WHEN t.construction_year IS NULL THEN 'construction_year'
    WHEN t.price IS NULL THEN 'price'
    WHEN t.service_fee IS NULL THEN 'service_fee'
    WHEN t.minimum_nights IS NULL THEN 'minimum_nights'
    WHEN t.review_rate_number IS NULL THEN 'review_rate_number'
  END AS missing_column,
  c.minimum_nights NOT BETWEEN 1 AND 364 AS nights_out_of_range,
  length(t.room_type) <= 4 AS room_type_too_short
FROM records r
JOIN trimmed_text t USING (position)
JOIN typed c USING (position);

CREATE TABLE rejected AS
SELECT
  position,
  raw,
  CASE
    WHEN malformed THEN 'malformed_record'
    WHEN bad_column IS NOT NULL THEN 'bad_value'
    WHEN missing_column IS NOT NULL THEN 'missing_value'
    WHEN nights_out_of_range THEN 'minimum_nights_out_of_range'
    WHEN room_type_too_short THEN 'room_type_too_short'
  END AS reason,
  CASE
    WHEN malformed THEN NULL
    WHEN bad_column IS NOT NULL THEN bad_column
    WHEN missing_column IS NOT NULL THEN missing_column
    WHEN nights_out_of_range THEN 'minimum_nights'
    WHEN room_type_too_short THEN 'room_type'
  END AS "column"
FROM judged
WHERE malformed
  OR bad_column IS NOT NULL
  OR missing_column IS NOT NULL
  OR nights_out_of_range
  OR room_type_too_short;
