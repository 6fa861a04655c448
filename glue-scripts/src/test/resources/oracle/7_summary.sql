-- One row for each neighbourhood_group, neighbourhood and room_type.

CREATE TABLE summary AS
WITH grouped AS (
  SELECT
    neighbourhood_group,
    neighbourhood,
    room_type,
    count(*) AS listings,
    sum(cost_per_night) AS cost,
    list(cost_per_night ORDER BY cost_per_night) AS costs,
    fsum(review_rate_number) AS rates,
    sum(number_of_reviews) AS reviews
  FROM listings
  GROUP BY ALL)
SELECT
  neighbourhood_group,
  neighbourhood,
  room_type,
  listings,
  cost::DOUBLE / listings AS mean_cost_per_night,
  ((lower_middle(costs) + upper_middle(costs)) * 0.5::DECIMAL(2, 1))::DECIMAL(14, 3)
    AS median_cost_per_night,
  costs[1] AS min_cost_per_night,
  costs[-1] AS max_cost_per_night,
  rates / listings AS mean_review_rate_number,
  reviews::DECIMAL(28, 0) AS sum_number_of_reviews
FROM grouped;
