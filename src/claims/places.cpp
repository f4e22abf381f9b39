#include "claims/places.h"

#include <algorithm>
#include <unordered_set>

namespace stemma::claims {
namespace {

// Names of countries (Unicode CLDR, Unicode licence), capitals and seats of government, lower case, between bars.
constexpr std::string_view kPlaces =
    "abu dhabi|abuja|accra|addis ababa|afghanistan|albania|algeria|algiers|america|american samoa|amman|amsterdam|"
    "andorra|angola|anguilla|ankara|antananarivo|antarctica|antigua and barbuda|argentina|armenia|aruba|ashgabat|"
    "asmara|astana|asuncion|athens|australia|austria|azerbaijan|baghdad|bahamas|bahrain|baku|bamako|bangkok|"
    "bangladesh|bangui|banjul|barbados|beijing|beirut|belarus|belgium|belgrade|belize|belmopan|benin|berlin|bermuda|"
    "bern|bhutan|bishkek|bissau|bogota|bogotá|bolivia|bosnia and herzegovina|botswana|brasilia|brasília|bratislava|"
    "brazil|brazzaville|bridgetown|britain|british indian ocean territory|brunei|brussels|bucharest|budapest|"
    "buenos aires|bulgaria|burkina faso|burma|burundi|cairo|cambodia|cameroon|canada|canberra|cape verde|caracas|"
    "caribbean netherlands|central african republic|ceuta and melilla|chad|chile|china|chisinau|colombia|comoros|"
    "conakry|congo|congo - brazzaville|congo - kinshasa|copenhagen|costa rica|croatia|cuba|curaçao|cyprus|"
    "czech republic|czechia|côte d'ivoire|dakar|damascus|delhi|denmark|dhaka|diego garcia|djibouti|dodoma|doha|"
    "dominica|dominican republic|downing street|dublin|dushanbe|ecuador|egypt|el salvador|england|equatorial guinea|"
    "eritrea|estonia|eswatini|ethiopia|fiji|finland|france|freetown|french guiana|french polynesia|"
    "french southern territories|gabon|gaborone|gambia|georgetown|georgia|germany|ghana|gibraltar|greece|greenland|"
    "grenada|guadeloupe|guam|guatemala|guernsey|guinea|guinea-bissau|guyana|haiti|hanoi|harare|havana|helsinki|"
    "holland|honduras|hong kong|hong kong sar china|honiara|hungary|iceland|india|indonesia|iran|iraq|ireland|"
    "islamabad|isle of man|israel|italy|ivory coast|jakarta|jamaica|japan|jersey|jerusalem|jordan|juba|kabul|kampala|"
    "kathmandu|kazakhstan|kenya|khartoum|kiev|kigali|kingston|kinshasa|kiribati|kosovo|kremlin|kuala lumpur|kuwait|"
    "kyiv|kyrgyzstan|laos|latvia|lebanon|lesotho|liberia|libreville|libya|liechtenstein|lilongwe|lima|lisbon|"
    "lithuania|ljubljana|lome|london|luanda|lusaka|luxembourg|macao sar china|madagascar|madrid|malawi|malaysia|"
    "maldives|mali|malta|managua|manama|manila|maputo|martinique|maseru|mauritania|mauritius|mayotte|mbabane|mexico|"
    "mexico city|micronesia|minsk|mogadishu|moldova|monaco|mongolia|monrovia|montenegro|montevideo|montserrat|"
    "morocco|moroni|moscow|mozambique|muscat|nairobi|namibia|nassau|nauru|naypyidaw|nepal|netherlands|new caledonia|"
    "new delhi|new zealand|niamey|nicaragua|nicosia|niger|nigeria|niue|north korea|north macedonia|norway|nouakchott|"
    "oman|oslo|ottawa|ouagadougou|pakistan|palau|palestine|palestinian territories|panama|panama city|"
    "papua new guinea|paraguay|paramaribo|paris|peru|philippines|phnom penh|podgorica|poland|port moresby|"
    "port-au-prince|portugal|prague|praia|pretoria|pristina|puerto rico|pyongyang|qatar|quito|rabat|reykjavik|riga|"
    "riyadh|romania|rome|roseau|russia|rwanda|réunion|samoa|san marino|san salvador|sanaa|santiago|santo domingo|"
    "sarajevo|sark|saudi arabia|scotland|senegal|seoul|serbia|seychelles|sierra leone|singapore|sint maarten|skopje|"
    "slovakia|slovenia|sofia|somalia|south africa|south korea|south sudan|spain|sri lanka|st. barthélemy|st. helena|"
    "st. kitts and nevis|st. lucia|st. martin|st. pierre and miquelon|st. vincent and grenadines|stockholm|sudan|"
    "suriname|suva|svalbard and jan mayen|sweden|switzerland|syria|são tomé and príncipe|taipei|taiwan|tajikistan|"
    "tallinn|tanzania|tashkent|tbilisi|tegucigalpa|tehran|tel aviv|thailand|the hague|the kremlin|the pentagon|"
    "the white house|thimphu|timor-leste|tirana|togo|tokelau|tokyo|tonga|trinidad and tobago|tripoli|"
    "tristan da cunha|tunis|tunisia|turkmenistan|tuvalu|türkiye|u.k.|u.s.|uae|uganda|uk|ukraine|ulaanbaatar|"
    "united arab emirates|united kingdom|united states|uruguay|us|uzbekistan|vaduz|valletta|vanuatu|vatican city|"
    "venezuela|vienna|vientiane|vietnam|vilnius|wales|wallis and futuna|warsaw|washington|wellington|western sahara|"
    "white house|windhoek|yaounde|yemen|yerevan|zagreb|zambia|zimbabwe";

std::unordered_set<std::string_view> cut() {
  std::unordered_set<std::string_view> set;
  for (std::size_t i = 0; i < kPlaces.size();) {
    const std::size_t bar = std::min(kPlaces.find('|', i), kPlaces.size());
    set.insert(kPlaces.substr(i, bar - i));
    i = bar + 1;
  }
  return set;
}

}  // namespace

bool known_place(std::string_view lower) {
  static const std::unordered_set<std::string_view> places = cut();  // immutable; built once
  return places.contains(lower);
}

}  // namespace stemma::claims
