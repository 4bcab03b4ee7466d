package org.virowatch.ingest.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.ingest.place.PlaceReading.Place;
import org.virowatch.ingest.place.PlaceReading.UnknownCountry;

class PlacesTest {
  private static final Places PLACES = new Places();

  /** INSDC's controlled vocabulary of countries and seas, with its historical names. */
  private static final String INSDC =
      """
      Afghanistan;Albania;Algeria;American Samoa;Andorra;Angola;Anguilla;Antarctica;\
      Antigua and Barbuda;Arctic Ocean;Argentina;Armenia;Aruba;Ashmore and Cartier Islands;\
      Atlantic Ocean;Australia;Austria;Azerbaijan;Bahamas;Bahrain;Baltic Sea;Baker Island;\
      Bangladesh;Barbados;Bassas da India;Belarus;Belgium;Belize;Benin;Bermuda;Bhutan;Bolivia;\
      Borneo;Bosnia and Herzegovina;Botswana;Bouvet Island;Brazil;British Virgin Islands;Brunei;\
      Bulgaria;Burkina Faso;Burundi;Cambodia;Cameroon;Canada;Cape Verde;Cayman Islands;\
      Central African Republic;Chad;Chile;China;Christmas Island;Clipperton Island;Cocos Islands;\
      Colombia;Comoros;Cook Islands;Coral Sea Islands;Costa Rica;Cote d'Ivoire;Croatia;Cuba;\
      Curacao;Cyprus;Czechia;Democratic Republic of the Congo;Denmark;Djibouti;Dominica;\
      Dominican Republic;Ecuador;Egypt;El Salvador;Equatorial Guinea;Eritrea;Estonia;Eswatini;\
      Ethiopia;Europa Island;Falkland Islands (Islas Malvinas);Faroe Islands;Fiji;Finland;France;\
      French Guiana;French Polynesia;French Southern and Antarctic Lands;Gabon;Gambia;Gaza Strip;\
      Georgia;Germany;Ghana;Gibraltar;Glorioso Islands;Greece;Greenland;Grenada;Guadeloupe;Guam;\
      Guatemala;Guernsey;Guinea;Guinea-Bissau;Guyana;Haiti;Heard Island and McDonald Islands;\
      Honduras;Hong Kong;Howland Island;Hungary;Iceland;India;Indian Ocean;Indonesia;Iran;Iraq;\
      Ireland;Isle of Man;Israel;Italy;Jamaica;Jan Mayen;Japan;Jarvis Island;Jersey;\
      Johnston Atoll;Jordan;Juan de Nova Island;Kazakhstan;Kenya;Kerguelen Archipelago;\
      Kingman Reef;Kiribati;Kosovo;Kuwait;Kyrgyzstan;Laos;Latvia;Lebanon;Lesotho;Liberia;Libya;\
      Liechtenstein;Line Islands;Lithuania;Luxembourg;Macau;Madagascar;Malawi;Malaysia;Maldives;\
      Mali;Malta;Marshall Islands;Martinique;Mauritania;Mauritius;Mayotte;Mediterranean Sea;\
      Mexico;Micronesia, Federated States of;Midway Islands;Moldova;Monaco;Mongolia;Montenegro;\
      Montserrat;Morocco;Mozambique;Myanmar;Namibia;Nauru;Navassa Island;Nepal;Netherlands;\
      New Caledonia;New Zealand;Nicaragua;Niger;Nigeria;Niue;Norfolk Island;North Korea;\
      North Macedonia;North Sea;Northern Mariana Islands;Norway;Oman;Pacific Ocean;Pakistan;\
      Palau;Palmyra Atoll;Panama;Papua New Guinea;Paracel Islands;Paraguay;Peru;Philippines;\
      Pitcairn Islands;Poland;Portugal;Puerto Rico;Qatar;Republic of the Congo;Reunion;Romania;\
      Ross Sea;Russia;Rwanda;Saint Barthelemy;Saint Helena;Saint Kitts and Nevis;Saint Lucia;\
      Saint Martin;Saint Pierre and Miquelon;Saint Vincent and the Grenadines;Samoa;San Marino;\
      Sao Tome and Principe;Saudi Arabia;Senegal;Serbia;Seychelles;Sierra Leone;Singapore;\
      Sint Maarten;Slovakia;Slovenia;Solomon Islands;Somalia;South Africa;\
      South Georgia and the South Sandwich Islands;South Korea;South Sudan;Southern Ocean;Spain;\
      Spratly Islands;Sri Lanka;State of Palestine;Sudan;Suriname;Svalbard;Sweden;Switzerland;\
      Syria;Taiwan;Tajikistan;Tanzania;Tasman Sea;Thailand;Timor-Leste;Togo;Tokelau;Tonga;\
      Trinidad and Tobago;Tromelin Island;Tunisia;Turkey;Turkmenistan;Turks and Caicos Islands;\
      Tuvalu;Uganda;Ukraine;United Arab Emirates;United Kingdom;Uruguay;USA;Uzbekistan;Vanuatu;\
      Venezuela;Viet Nam;Virgin Islands;Wake Island;Wallis and Futuna;West Bank;Western Sahara;\
      Yemen;Zambia;Zimbabwe;Belgian Congo;British Guiana;Burma;Czechoslovakia;Czech Republic;\
      East Timor;Former Yugoslav Republic of Macedonia;Korea;Macedonia;Micronesia;\
      Netherlands Antilles;Serbia and Montenegro;Siam;Swaziland;The former Yugoslav Republic of \
      Macedonia;USSR;Yugoslavia;Zaire""";

  @Test
  void everyPlaceOfTheInsdcVocabularyIsKnown() {
    assertThat(Arrays.stream(INSDC.split(";", -1)))
        .hasSizeGreaterThan(270)
        .allSatisfy(name -> assertThat(PLACES.read(name, null)).as(name).isInstanceOf(Place.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Viet Nam | - | VN | -",
        "Cote d'Ivoire | - | CI | -",
        "Côte d’Ivoire | - | CI | -",
        "Korea, Republic of | - | KR | -",
        "Hong Kong | - | HK | -",
        "China: Hong Kong | - | HK | -",
        "Kosovo | - | XK | -",
        "Reunion | - | RE | -",
        "France: La Réunion | - | RE | -",
        "USA | Puerto Rico | PR | -",
        "Puerto Rico | - | PR | -",
        "St. Kitts & Nevis | - | KN | -",
        "DEUTSCHLAND | Bayern | DE | DE-BY",
        "Espagne | Catalunya | ES | ES-CT",
        "gb | - | GB | -",
        "GBR | - | GB | -",
        "UK | - | GB | -",
        "GB-ENG | - | GB | GB-ENG",
        "United Kingdom: England | - | GB | GB-ENG",
        "England | - | GB | GB-ENG",
        "Scotland | Glasgow | GB | GB-SCT",
        "wales | - | GB | GB-WLS",
        "Northern Ireland | - | GB | GB-NIR",
        "United Kingdom | Kent | GB | GB-ENG",
        "Europe / United Kingdom / Wales / Cardiff | - | GB | GB-WLS",
        "USA / Washington | - | US | US-WA",
        "USA: WA | - | US | US-WA",
        "USA:WA | - | US | US-WA",
        "USA: California, San Diego | - | US | US-CA",
        "USA | Washington,King County | US | US-WA",
        "USA | Washington, DC | US | US-DC",
        "USA | Rochester, NY | US | US-NY",
        "USA | Little Rock, Arkansas | US | US-AR",
        "Georgia | - | GE | -",
        "Georgia, USA | - | US | US-GA",
        "Germany | Baden-Wuerttemberg | DE | DE-BW",
        "Germany | BADEN-WÜRTTEMBERG | DE | DE-BW",
        "France | Normandy | FR | FR-NOR",
        "France | Ile de France | FR | FR-IDF",
        "France | Île-de-France | FR | FR-IDF",
        "France | Paris | FR | FR-IDF",
        "France | Aquitaine | FR | FR-NAQ",
        "Brazil | Sao Paulo, SP | BR | BR-SP",
        "Brazil | Fortaleza, CE | BR | BR-CE",
        "Japan | Hokkaido, Sapporo | JP | JP-01",
        "Japan | Chiba, Chiba | JP | JP-12",
        "Japan | Tōkyō | JP | JP-13",
        "Argentina | Ciudad Autonoma de Buenos Aires | AR | AR-C",
        "Argentina | Buenos Aires, Moreno | AR | AR-B",
        "Russia | Saint Petersburg | RU | RU-SPE",
        "Russia | Leningrad Oblast | RU | RU-LEN",
        "Russia | Moscow Oblast | RU | RU-MOS",
        "South Korea | Seoul | KR | KR-11",
        "Saudi Arabia | Riyadh | SA | SA-01",
        "Italy | Genova | IT | IT-42",
        "Netherlands | Utrecht | NL | NL-UT",
        "Kenya | Kilifi | KE | KE-14",
        "Australia | Victoria | AU | AU-VIC",
        "Indonesia | Jakarta | ID | ID-JK",
        "Cambodia | Peam, Doun Keo, Pourk, Siem Reap | KH | KH-17",
      })
  void realSpellingsAreUnderstood(
      String country, @Nullable String division, String code, @Nullable String subdivision) {
    assertThat(PLACES.read(country, division)).isEqualTo(new Place(code, subdivision, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auvergne-Rhône-Alpes;FR-ARA",
        "Bourgogne-Franche-Comté;FR-BFC",
        "Bretagne;FR-BRE",
        "Centre-Val de Loire;FR-CVL",
        "Corse;FR-20R",
        "Grand Est;FR-GES",
        "Hauts-de-France;FR-HDF",
        "Île-de-France;FR-IDF",
        "Normandie;FR-NOR",
        "Nouvelle-Aquitaine;FR-NAQ",
        "Occitanie;FR-OCC",
        "Pays de la Loire;FR-PDL",
        "Provence-Alpes-Côte d'Azur;FR-PAC"
      })
  void everyRegionOfMetropolitanFranceIsKnown(String region) {
    String[] parts = region.split(";", -1);
    assertThat(PLACES.read("France", parts[0])).isEqualTo(new Place("FR", parts[1], null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "?", "NA", "missing: control sample", "Not Provided [GENEPIO:1]"})
  void aMissingCountryIsNoFault(String country) {
    assertThat(PLACES.read(country, "")).isEqualTo(new Place(null, null, null));
  }

  @Test
  void theCountryRepeatedAsDivisionMeansTheDivisionIsUnknown() {
    assertThat(PLACES.read("Argentina", "Argentina")).isEqualTo(new Place("AR", null, null));
  }

  @ParameterizedTest
  @CsvSource({"Germany,Wuerzburg", "Australia,Melbourne", "China,Zhongshan City", "USA,Seattle"})
  void anUnknownSubdivisionKeepsTheCountryAndSaysSo(String country, String division) {
    assertThat(PLACES.read(country, division))
        .isInstanceOfSatisfying(
            Place.class,
            place -> {
              assertThat(place.country()).isNotNull();
              assertThat(place.subdivision()).isNull();
              assertThat(place.note()).contains(division, "country level");
            });
  }

  @Test
  void aSeaIsNotACountryButNoFault() {
    assertThat(PLACES.read("Pacific Ocean", null))
        .isInstanceOfSatisfying(
            Place.class,
            place -> {
              assertThat(place.country()).isNull();
              assertThat(place.note()).contains("Pacific Ocean");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "Germny,Germany",
    "Frannce,France",
    "Untied Kingdom,United Kingdom",
    "Brazill,Brazil"
  })
  void aMisspeltCountryIsRefusedWithTheNearestName(String given, String meant) {
    assertThat(PLACES.read(given, null))
        .isInstanceOfSatisfying(
            UnknownCountry.class,
            unknown ->
                assertThat(unknown.message()).contains("'" + given + "'", "'" + meant + "'"));
  }

  @Test
  void aCountryThatResemblesNothingIsRefusedWithoutASuggestion() {
    assertThat(PLACES.read("Westeros Narnia", null))
        .isInstanceOfSatisfying(
            UnknownCountry.class,
            unknown -> assertThat(unknown.message()).doesNotContain("did you mean"));
  }
}
