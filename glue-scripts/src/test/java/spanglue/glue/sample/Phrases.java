package spanglue.glue.sample;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The words that listings are described with. */
final class Phrases {
  static final List<String> HOSTS =
      List.of(
          "Abel",
          "Adaeze",
          "Aiko",
          "Alma",
          "Amir",
          "Anselm",
          "Astrid",
          "Beatriz",
          "Bodhi",
          "Bram",
          "Calla",
          "Cato",
          "Celeste",
          "Corin",
          "Dara",
          "Delphine",
          "Dmitri",
          "Edda",
          "Eamon",
          "Elif",
          "Emeka",
          "Esme",
          "Fabio",
          "Farah",
          "Fenna",
          "Gideon",
          "Greta",
          "Halima",
          "Hugo",
          "Ilse",
          "Imran",
          "Ines",
          "Ivo",
          "Jarek",
          "Jolene",
          "Juno",
          "Kaito",
          "Kalinda",
          "Lazlo",
          "Leocadia",
          "Lior",
          "Ludmila",
          "Maeve",
          "Malik",
          "Marguerite",
          "Mateus",
          "Mirela",
          "Nadia",
          "Nico",
          "Noor",
          "Odette",
          "Olu",
          "Orla",
          "Pascal",
          "Petra",
          "Quentin",
          "Rafaela",
          "Ravi",
          "Rosalind",
          "Sanne",
          "Selim",
          "Signe",
          "Soren",
          "Tamsin",
          "Teodora",
          "Thaddeus",
          "Uma",
          "Valentin",
          "Wanda",
          "Xenia",
          "Yael",
          "Yusuf",
          "Zbigniew",
          "Zora");

  private static final List<String> QUALITIES =
      List.of(
          "Sunlit",
          "Quiet",
          "Tiny",
          "Restored",
          "Top-floor",
          "Airy",
          "Plain but tidy",
          "Book-lined",
          "Corner",
          "Garden-level",
          "Unhurried",
          "High-ceilinged",
          "Freshly painted",
          "Old-school");

  private static final List<String> HOMES =
      List.of(
          "studio",
          "walk-up",
          "loft",
          "railroad flat",
          "brownstone room",
          "guest room",
          "duplex",
          "attic",
          "two-bedroom",
          "carriage house",
          "den with a door",
          "parlour floor");

  private static final List<String> NEARBY =
      List.of(
          "by the ferry",
          "near the express train",
          "over a bakery",
          "behind the library",
          "two blocks from the water",
          "with a fire escape",
          "on a dead-end street",
          "with a view of rooftops",
          "beside the school yard",
          "close to the flower market");

  private static final List<String> RULES =
      List.of(
          "Shoes stay at the door.",
          "The lift closes slowly and so should you.",
          "Keep the music to yourself after ten in the evening.",
          "Water the fern on Thursdays.",
          "Smoke nowhere on the premises.",
          "The third stair creaks; the neighbour below hears it.",
          "Towels for the beach are in the blue chest.",
          "Cook what you like and wash what you used.",
          "Separate paper from glass before you carry it down.",
          "Only those who are named in the booking sleep here.",
          "A cat lives here and has the last word.",
          "Leave the keys in the wooden bowl.",
          "The boiler needs a minute before it is warm.",
          "Tell me the day before if you come after midnight.",
          "No parties of any size.",
          "Windows to the street are shut when you leave.",
          "The piano may be played before supper.",
          "Ask before you bring a dog.",
          "Borrow a book and leave a book.",
          "The bicycle in the hall is not for hire.");

  private Phrases() {}

  static String name(Dice dice) {
    String name = dice.oneOf(QUALITIES) + " " + dice.oneOf(HOMES);
    return dice.percent(70) ? name + " " + dice.oneOf(NEARBY) : name;
  }

  static String rules(Dice dice) {
    Set<String> rules = new LinkedHashSet<>();
    int count = dice.between(1, 5);
    for (int i = 0; i < count; i++) {
      rules.add(dice.oneOf(RULES));
    }
    return String.join(" ", rules);
  }
}
