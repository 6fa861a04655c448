-- Processing: spends and dense ranks, highest first.

CREATE TABLE listings AS
WITH costs AS (
  SELECT
    *,
    ((price + service_fee)::DECIMAL(13, 2) * minimum_nights::DECIMAL(3, 0))::DECIMAL(18, 2)
      AS minimum_total_spend,
    (price + service_fee)::DECIMAL(13, 2) AS cost_per_night
  FROM cleaned),
ranks AS (
  SELECT
    *,
    dense_rank() OVER (PARTITION BY neighbourhood ORDER BY cost_per_night DESC)::INTEGER
      AS exp_rank_per_neighbourhood,
    dense_rank() OVER (ORDER BY cost_per_night DESC)::INTEGER AS exp_rank_overall,
    dense_rank() OVER (ORDER BY number_of_reviews DESC NULLS LAST)::INTEGER AS rank_overall_reviews
  FROM costs)
SELECT
  *,
  exp_rank_overall || '/' || (SELECT count(*) FROM cleaned) AS prop_rank_exp,
  rank_overall_reviews || '/' || (SELECT count(*) FROM cleaned) AS prop_rank_review
FROM ranks;
