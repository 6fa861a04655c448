-- Steps 3 and 4: text trimmed and filled, then converted. One row a record, malformed ones included.

CREATE MACRO trimmed(t) AS
  nullif(regexp_replace(t, '^[\x00-\x20]+|[\x00-\x20]+$', '', 'g'), '');

-- A real calendar date written M/d/yyyy, M/d/yy (of the 2000s) or yyyy-MM-dd; else null.
CREATE MACRO calendar_date(t) AS
  CASE
    WHEN regexp_full_match(t, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN try_cast(t AS DATE)
    WHEN regexp_full_match(t, '[0-9]{1,2}/[0-9]{1,2}/([0-9]{2}|[0-9]{4})')
    THEN try_cast(
      right('20' || split_part(t, '/', 3), 4)
      || '-' || lpad(split_part(t, '/', 1), 2, '0')
      || '-' || lpad(split_part(t, '/', 2), 2, '0') AS DATE)
  END;

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
