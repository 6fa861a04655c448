"""Both jobs as one would write them in pandas: python listings.py FILE OUT RUN_DATE.

The reference of benchmarks/speed. It computes the same columns, in doubles where the jobs are exact, and gives no
account: a record that does not fit is dropped, and which and why is not told.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd

DROPPED = ["host_id", "country_code", "license", "availability_365"]
FILLED = {
    "name": "Blank",
    "host_identity_verified": "unconfirmed",
    "host_name": "Blank",
    "country": "United States",
    "instant_bookable": "TRUE",
    "cancellation_policy": "moderate",
    "house_rules": "Blank",
}
NUMBERS = [
    "id", "lat", "long", "construction_year", "minimum_nights", "number_of_reviews", "reviews_per_month",
    "review_rate_number", "calculated_host_listings_count",
]
NEEDED = [
    "id", "neighbourhood_group", "neighbourhood", "lat", "long", "room_type", "construction_year", "price",
    "service_fee", "minimum_nights", "review_rate_number",
]
SKEWED = ["reviews_per_month", "number_of_reviews", "calculated_host_listings_count"]
PLACE = ["neighbourhood_group", "neighbourhood", "room_type"]


def read(file):
    # Without the last line: pandas refuses a file that ends within quotes.
    with subprocess.Popen(["head", "-n", "-1", file], stdout=subprocess.PIPE) as head:
        listings = pd.read_csv(head.stdout, dtype=str, on_bad_lines="skip", encoding_errors="replace")
    listings.columns = listings.columns.str.strip().str.lower().str.replace(" ", "_")
    return listings.drop(columns=DROPPED)


def clean(listings, run_date):
    listings = listings.fillna(FILLED)
    listings["neighbourhood_group"] = listings["neighbourhood_group"].replace(
        {"brookln": "Brooklyn", "manhatan": "Manhattan"})
    for column in ["price", "service_fee"]:
        digits = listings[column].str.replace(r"[$,\s]", "", regex=True)
        listings[column] = pd.to_numeric(digits, errors="coerce").round(2)
    for column in NUMBERS:
        listings[column] = pd.to_numeric(listings[column], errors="coerce")
    listings["instant_bookable"] = listings["instant_bookable"].str.upper() == "TRUE"
    listings["last_review"] = pd.to_datetime(listings["last_review"], format="%m/%d/%Y", errors="coerce")

    listings = listings.dropna(subset=NEEDED)
    listings = listings[listings["minimum_nights"].between(1, 364) & (listings["room_type"].str.len() > 4)]
    listings = listings.sort_values("id", kind="stable")
    listings = listings.drop_duplicates(subset=["host_name", "lat", "long", "price"])

    impossible = (listings["last_review"] > run_date) | (
        listings["last_review"].dt.year < listings["construction_year"])
    listings.loc[impossible, "last_review"] = pd.NaT
    for column in [*SKEWED, "last_review"]:
        listings[column] = listings[column].fillna(listings[column].median())
    for column in SKEWED:
        listings[column + "_sqrt"] = np.sqrt(listings[column])
    return listings


def process(cleaned):
    listings = cleaned.copy()
    cost = listings["price"] + listings["service_fee"]
    listings["minimum_total_spend"] = cost * listings["minimum_nights"]
    listings["cost_per_night"] = cost
    dense = {"method": "dense", "ascending": False}
    by_place = listings.groupby("neighbourhood")["cost_per_night"]
    listings["exp_rank_per_neighbourhood"] = by_place.rank(**dense).astype(int)
    listings["exp_rank_overall"] = cost.rank(**dense).astype(int)
    listings["rank_overall_reviews"] = listings["number_of_reviews"].rank(**dense).astype(int)
    behind = "/" + str(len(listings))
    listings["prop_rank_exp"] = listings["exp_rank_overall"].astype(str) + behind
    listings["prop_rank_review"] = listings["rank_overall_reviews"].astype(str) + behind
    summary = listings.groupby(PLACE).agg(
        listings=("id", "size"),
        mean_cost_per_night=("cost_per_night", "mean"),
        median_cost_per_night=("cost_per_night", "median"),
        min_cost_per_night=("cost_per_night", "min"),
        max_cost_per_night=("cost_per_night", "max"),
        mean_review_rate_number=("review_rate_number", "mean"),
        sum_number_of_reviews=("number_of_reviews", "sum"),
    )
    return listings, summary.reset_index()


def main(file, out, run_date):
    out = Path(out)
    cleaned = clean(read(file), pd.Timestamp(run_date))
    cleaned.to_parquet(out / "cleaned.parquet")
    # As the second job does, which may run on another machine.
    listings, summary = process(pd.read_parquet(out / "cleaned.parquet"))
    listings.to_parquet(out / "listings.parquet")
    summary.to_parquet(out / "summary.parquet")
    print(len(cleaned), "cleaned,", len(summary), "in the summary")


main(*sys.argv[1:])
