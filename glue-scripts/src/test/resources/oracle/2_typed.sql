-- Steps 3 and 4: text trimmed and filled, then converted. One row a record, malformed ones included.

CREATE MACRO trimmed(t) AS
  nullif(regexp_replace(t, '^[\x00-\x20]+|[\x00-\x20]+$', '', 'g'), '');

-- Hours and minutes, perhaps seconds and a part of them, AM or PM, and a zone, behind a comma, spaces
-- or a T.
CREATE MACRO is_time_of_day(t) AS
  regexp_full_match(
    regexp_replace(regexp_replace(t, ' ?(Z|UTC|[+-]\d\d|[+-]\d\d:?\d\d)$', ''), ' ?[AaPp][Mm]$', ''),
    '(,? +|T)([0-9]|[01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?');

CREATE MACRO date_before_time(t) AS
  CASE
    WHEN is_time_of_day(ltrim(t, '0123456789/-')) THEN regexp_extract(t, '^[0-9/-]+')
    ELSE t
  END;

CREATE MACRO calendar_day(t) AS
  CASE
    WHEN regexp_full_match(t, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN try_cast(t AS DATE)
    WHEN regexp_full_match(t, '[0-9]{1,2}/[0-9]{1,2}/([0-9]{2}|[0-9]{4})')
    THEN try_cast(
      right('20' || split_part(t, '/', 3), 4)
      || '-' || lpad(split_part(t, '/', 1), 2, '0')
      || '-' || lpad(split_part(t, '/', 2), 2, '0') AS DATE)
  END;

-- A real calendar date written M/d/yyyy, M/d/yy (of the 2000s) or yyyy-MM-dd, perhaps with a time of
-- day behind it, which is dropped; else null.
CREATE MACRO calendar_date(t) AS calendar_day(date_before_time(t));

CREATE MACRO truth(t) AS
  CASE
    WHEN regexp_full_match(t, '[Tt][Rr][Uu][Ee]') THEN true
    WHEN regexp_full_match(t, '[Ff][Aa][Ll][Ss][Ee]') THEN false
  END;

CREATE TABLE trimmed_text AS
SELECT
  position,
  trimmed(id) AS id,
  trimmed(name) AS name,
  trimmed(host_identity_verified) AS host_identity_verified,
  trimmed(host_name) AS host_name,
  trimmed(neighbourhood_group) AS neighbourhood_group,
  trimmed(neighbourhood) AS neighbourhood,
  trimmed(lat) AS lat,
  trimmed("long") AS "long",
  trimmed(country) AS country,
  trimmed(instant_bookable) AS instant_bookable,
  trimmed(cancellation_policy) AS cancellation_policy,
  trimmed(room_type) AS room_type,
  trimmed(construction_year) AS construction_year,
  trimmed(price) AS price,
  trimmed(service_fee) AS service_fee,
  trimmed(minimum_nights) AS minimum_nights,
  trimmed(number_of_reviews) AS number_of_reviews,
  trimmed(last_review) AS last_review,
  trimmed(reviews_per_month) AS reviews_per_month,
  trimmed(review_rate_number) AS review_rate_number,
  trimmed(calculated_host_listings_count) AS calculated_host_listings_count,
  trimmed(house_rules) AS house_rules
FROM records;

CREATE TABLE typed AS
SELECT
  position,
  whole_number(id) AS id,
  coalesce(name, 'Blank') AS name,
  coalesce(host_identity_verified, 'unconfirmed') AS host_identity_verified,
  coalesce(host_name, 'Blank') AS host_name,
  CASE neighbourhood_group
    WHEN 'brookln' THEN 'Brooklyn'
    WHEN 'manhatan' THEN 'Manhattan'
    ELSE neighbourhood_group
  END AS neighbourhood_group,
  neighbourhood,
  finite_double(lat) AS lat,
  finite_double("long") AS "long",
  coalesce(country, 'United States') AS country,
  truth(coalesce(instant_bookable, 'TRUE')) AS instant_bookable,
  coalesce(cancellation_policy, 'moderate') AS cancellation_policy,
  room_type,
  whole_number(construction_year) AS construction_year,
  money(price) AS price,
  money(service_fee) AS service_fee,
  whole_number(minimum_nights) AS minimum_nights,
  rounded_whole_number(number_of_reviews) AS number_of_reviews,
  calendar_date(last_review) AS last_review,
  finite_double(reviews_per_month) AS reviews_per_month,
  finite_double(review_rate_number) AS review_rate_number,
  whole_number(calculated_host_listings_count) AS calculated_host_listings_count,
  coalesce(house_rules, 'Blank') AS house_rules
FROM trimmed_text;

-- By column, the values of well-formed records that were there and did not convert.
CREATE TABLE unreadable AS
SELECT 'id' AS column_name, count(*) FILTER (WHERE t."id" IS NOT NULL AND c."id" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position)
UNION ALL
SELECT 'lat' AS column_name, count(*) FILTER (WHERE t."lat" IS NOT NULL AND c."lat" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position)
UNION ALL
SELECT 'long' AS column_name, count(*) FILTER (WHERE t."long" IS NOT NULL AND c."long" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position)
UNION ALL
SELECT 'instant_bookable' AS column_name, count(*) FILTER (WHERE t."instant_bookable" IS NOT NULL AND c."instant_bookable" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position)
UNION ALL
SELECT 'construction_year' AS column_name, count(*) FILTER (WHERE t."construction_year" IS NOT NULL AND c."construction_year" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position)
UNION ALL
SELECT 'price' AS column_name, count(*) FILTER (WHERE t."price" IS NOT NULL AND c."price" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position)
UNION ALL
SELECT 'service_fee' AS column_name, count(*) FILTER (WHERE t."service_fee" IS NOT NULL AND c."service_fee" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position)
UNION ALL
SELECT 'minimum_nights' AS column_name, count(*) FILTER (WHERE t."minimum_nights" IS NOT NULL AND c."minimum_nights" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position)
UNION ALL
SELECT 'number_of_reviews' AS column_name, count(*) FILTER (WHERE t."number_of_reviews" IS NOT NULL AND c."number_of_reviews" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position)
UNION ALL
SELECT 'last_review' AS column_name, count(*) FILTER (WHERE t."last_review" IS NOT NULL AND c."last_review" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position)
UNION ALL
SELECT 'reviews_per_month' AS column_name, count(*) FILTER (WHERE t."reviews_per_month" IS NOT NULL AND c."reviews_per_month" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position)
UNION ALL
SELECT 'review_rate_number' AS column_name, count(*) FILTER (WHERE t."review_rate_number" IS NOT NULL AND c."review_rate_number" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position)
UNION ALL
SELECT 'calculated_host_listings_count' AS column_name, count(*) FILTER (WHERE t."calculated_host_listings_count" IS NOT NULL AND c."calculated_host_listings_count" IS NULL) AS n
FROM trimmed_text t JOIN typed c USING (position);
