package spanglue.glue.sample;

import java.util.List;

/** The five boroughs, each with neighbourhoods that do not exist. */
final class Places {
  /**
   * A neighbourhood and its middle, in hundred-thousandths of a degree.
   *
   * @param weight how often it is chosen
   */
  record Place(String group, String neighbourhood, int lat, int lon, int weight) {}

  static final List<Place> ALL =
      List.of(
          new Place("Manhattan", "Lantern Hill", 4080120, -7394510, 9),
          new Place("Manhattan", "Copper Row", 4071830, -7400240, 8),
          new Place("Manhattan", "Upper Orchard", 4078460, -7397330, 7),
          new Place("Manhattan", "Printers' Yard", 4074150, -7399620, 6),
          new Place("Manhattan", "Tidewater Slip", 4070560, -7401170, 4),
          new Place("Manhattan", "Clocktower", 4075980, -7398010, 4),
          new Place("Manhattan", "Northgate Heights", 4085210, -7393440, 3),
          new Place("Brooklyn", "Ferry Hollow", 4070310, -7399050, 9),
          new Place("Brooklyn", "Millbank", 4071290, -7395280, 8),
          new Place("Brooklyn", "Sycamore Flats", 4068340, -7394130, 7),
          new Place("Brooklyn", "Ropewalk", 4069120, -7397710, 5),
          new Place("Brooklyn", "East Anchor", 4066650, -7391890, 4),
          new Place("Brooklyn", "Glassworks", 4072270, -7393970, 4),
          new Place("Brooklyn", "South Meadow", 4062840, -7395560, 2),
          new Place("Queens", "Juniper Terrace", 4076520, -7392210, 4),
          new Place("Queens", "Runway Gardens", 4066980, -7378450, 2),
          new Place("Queens", "Old Brickfield", 4074430, -7388870, 3),
          new Place("Queens", "Lakeside Commons", 4072910, -7384340, 2),
          new Place("Bronx", "Quarry Park", 4084470, -7389290, 2),
          new Place("Bronx", "Starling Bluff", 4087930, -7390550, 1),
          new Place("Bronx", "Harbor Bend", 4082210, -7385020, 1),
          new Place("Staten Island", "Beacon Point", 4063970, -7408340, 1),
          new Place("Staten Island", "Saltmarsh", 4057150, -7415260, 1));

  private static final int WEIGHTS = ALL.stream().mapToInt(Place::weight).sum();

  private Places() {}

  static Place any(Dice dice) {
    int left = dice.between(0, WEIGHTS - 1);
    for (Place place : ALL) {
      left -= place.weight();
      if (left < 0) {
        return place;
      }
    }
    throw new AssertionError("the weights add up to more than " + WEIGHTS);
  }
}
