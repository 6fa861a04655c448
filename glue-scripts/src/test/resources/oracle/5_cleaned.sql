-- Steps 7 and 8: imputation over the records that are left, and the square roots beside the originals.

CREATE TABLE left_over AS
SELECT
  * REPLACE (
    CASE
      WHEN year(last_review) >= construction_year AND last_review <= getvariable('run_date')
      THEN last_review
    END AS last_review)
FROM accepted
WHERE position NOT IN (SELECT position FROM duplicates);

-- The two values in the middle of a sorted list: the same one twice where the count is odd.
CREATE MACRO lower_middle(sorted) AS sorted[(len(sorted) + 1) // 2];
CREATE MACRO upper_middle(sorted) AS sorted[len(sorted) // 2 + 1];

-- Half up of the mean of two whole numbers that are not negative.
CREATE MACRO rounded_mean(a, b) AS ((a::HUGEINT + b::HUGEINT + 1) // 2)::BIGINT;

CREATE TABLE medians AS
WITH sorted AS (
  SELECT
    list(reviews_per_month ORDER BY reviews_per_month)
      FILTER (WHERE reviews_per_month IS NOT NULL) AS per_month,
    list(number_of_reviews ORDER BY number_of_reviews)
      FILTER (WHERE number_of_reviews IS NOT NULL) AS reviews,
    list(calculated_host_listings_count ORDER BY calculated_host_listings_count)
      FILTER (WHERE calculated_host_listings_count IS NOT NULL) AS host_listings,
    list(last_review ORDER BY last_review)
      FILTER (WHERE last_review IS NOT NULL) AS dates
  FROM left_over)
SELECT
  (lower_middle(per_month) + upper_middle(per_month)) / 2 AS reviews_per_month,
  rounded_mean(lower_middle(reviews), upper_middle(reviews)) AS number_of_reviews,
  rounded_mean(lower_middle(host_listings), upper_middle(host_listings))
    AS calculated_host_listings_count,
  lower_middle(dates) AS last_review
FROM sorted;

CREATE TABLE imputed AS
SELECT
  count(*) FILTER (WHERE l.reviews_per_month IS NULL AND m.reviews_per_month IS NOT NULL)
    AS reviews_per_month,
  count(*) FILTER (WHERE l.number_of_reviews IS NULL AND m.number_of_reviews IS NOT NULL)
    AS number_of_reviews,
  count(*) FILTER (
      WHERE l.calculated_host_listings_count IS NULL
        AND m.calculated_host_listings_count IS NOT NULL)
    AS calculated_host_listings_count,
  count(*) FILTER (WHERE l.last_review IS NULL AND m.last_review IS NOT NULL) AS last_review
FROM left_over l CROSS JOIN medians m;

-- Why a date is imputed: it was not there, could not be read, or can't be true.
CREATE TABLE imputed_dates AS
SELECT
  count(*) FILTER (WHERE t.last_review IS NULL) AS missing,
  count(*) FILTER (WHERE t.last_review IS NOT NULL AND a.last_review IS NULL) AS unreadable,
  count(*) FILTER (WHERE a.last_review IS NOT NULL) AS implausible
FROM left_over l
JOIN accepted a USING (position)
JOIN trimmed_text t USING (position)
WHERE l.last_review IS NULL AND (SELECT last_review FROM medians) IS NOT NULL;

CREATE TABLE cleaned AS
WITH filled AS (
  SELECT
    l.* REPLACE (
      coalesce(l.number_of_reviews, m.number_of_reviews) AS number_of_reviews,
      coalesce(l.last_review, m.last_review) AS last_review,
      coalesce(l.reviews_per_month, m.reviews_per_month) AS reviews_per_month,
      coalesce(l.calculated_host_listings_count, m.calculated_host_listings_count)
        AS calculated_host_listings_count)
  FROM left_over l CROSS JOIN medians m)
SELECT
  * EXCLUDE (position),
  sqrt(reviews_per_month) AS reviews_per_month_sqrt,
  sqrt(number_of_reviews::DOUBLE) AS number_of_reviews_sqrt,
  sqrt(calculated_host_listings_count::DOUBLE) AS calculated_host_listings_count_sqrt
FROM filled;
