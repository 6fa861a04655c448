-- Step 6: of the records that are not rejected, the lowest id of each (host_name, lat, long, price) stays;
-- among equal ids the first in the file.

CREATE TABLE accepted AS
SELECT * FROM typed WHERE position NOT IN (SELECT position FROM rejected);

CREATE TABLE duplicates AS
SELECT b.position, b.id, a.id AS kept_id
FROM accepted b
JOIN accepted a
  ON a.host_name = b.host_name
  AND a.lat = b.lat
  AND a."long" = b."long"
  AND a.price = b.price
WHERE (a.id, a.position) < (b.id, b.position)
  AND NOT EXISTS (
    SELECT 1
    FROM accepted x
    WHERE x.host_name = a.host_name
      AND x.lat = a.lat
      AND x."long" = a."long"
      AND x.price = a.price
      AND (x.id, x.position) < (a.id, a.position));
