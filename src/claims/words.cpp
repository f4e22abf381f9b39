#include "claims/words.h"

namespace stemma::claims {
namespace {

struct List {
  std::uint64_t bits;
  std::string_view words;
};

// Word lists of general knowledge. A word may stand in several.
constexpr List kLists[] = {
    {kBe, "be am is are was were been being 's 're 'm isn aren wasn weren"},
    {kHave, "have has had having 've 'd haven hasn hadn"},
    {kDo, "do does did don doesn didn"},
    {kNot, "not n't never neither nor hardly"},
    {kNobody, "no nobody none neither nothing"},
    {kWho, "who which whose whom"},
    {kWhether, "whether if why how what when where who which"},
    {kSubordinator, "because although though while whereas after before since until unless when if as once where despite"},
    {kDay, "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow mondays fridays sundays"},
    {kTimeNoun, "week month year day morning afternoon evening night weekend hour hours days weeks months years minutes january february march april "
                "may june july august september october november december spring summer autumn fall winter noon midnight"},
    {kMonth, "january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. aug. sep. sept. "
             "oct. nov. dec."},
    {kTimeModifier, "last next earlier later early late this that previous same following recently now then again once"},
    {kSubjectPronoun | kHeWord, "he"}, {kSubjectPronoun | kSheWord, "she"}, {kSubjectPronoun | kTheyWord, "they"},
    {kSubjectPronoun | kItWord, "it"}, {kSubjectPronoun | kFirstPerson, "i we"}, {kSubjectPronoun, "you"},
    {kObjectPronoun, "me him her us them you it himself herself themselves itself myself ourselves"},
    {kFirstPerson, "me us my our myself ourselves"},
    {kTitle, "mr mr. mrs mrs. ms ms. dr dr. prof prof. judge sir lord lady gen. col. lt. capt. sgt. maj. sen. rep. gov. rev. miss justice"},
    {kSpokes | kPersonRole, "spokesman spokeswoman spokesperson spokesmen spokespeople mouthpiece"},
    {kOffice, "spokesman spokeswoman spokesperson minister president premier chancellor secretary director head chief chair chairman chairwoman "
              "chairperson governor mayor commissioner ambassador executive ceo general commander superintendent"},
    {kPersonRole,
     "minister president premier chancellor secretary director head chief chair chairman chairwoman chairperson governor mayor lawmaker senator "
     "congressman congresswoman deputy mp legislator judge prosecutor lawyer attorney ambassador envoy diplomat commissioner commander officer "
     "general colonel major captain lieutenant sergeant admiral soldier guard official adviser advisor aide expert analyst professor scientist "
     "researcher engineer doctor physician nurse surgeon teacher student farmer driver worker miner clerk cook baker welder fisherman resident "
     "villager witness survivor victim detainee prisoner inmate activist campaigner journalist reporter editor columnist author historian economist "
     "leader founder owner manager executive ceo businessman businesswoman candidate nominee king queen prince princess bishop priest imam pope "
     "rabbi pastor inspector detective sheriff warden superintendent coroner pathologist mother father son daughter brother sister wife husband "
     "widow uncle aunt cousin neighbour neighbor friend colleague relative employee employer assistant speaker source whistleblower informant "
     "man woman boy girl person individual passer-by passerby bystander onlooker refugee migrant protester demonstrator shopkeeper trader vendor "
     "pilot sailor trucker mechanic electrician carpenter veteran pensioner teenager tenant landlord customer patient auditor accountant banker "
     "rapporteur envoy negotiator mediator attache consul delegate member lecturer academic strategist pollster operative donor representative"},
    {kGroupNoun,
     "ministers officials lawmakers senators deputies mps legislators judges prosecutors lawyers attorneys diplomats commanders officers soldiers "
     "guards advisers advisors aides experts analysts professors scientists researchers engineers doctors physicians nurses teachers students farmers "
     "drivers workers miners clerks residents villagers witnesses eyewitnesses survivors victims detainees ex-detainees prisoners inmates activists "
     "campaigners journalists reporters editors critics supporters opponents leaders managers executives bosses candidates inspectors investigators "
     "detectives mothers fathers relatives families parents neighbours neighbors friends colleagues employees people persons men women children "
     "refugees migrants protesters demonstrators locals rescuers medics firefighters paramedics observers monitors economists historians members "
     "sources insiders opponents rivals democrats republicans voters conservatives liberals rebels militants fighters troops negotiators delegates "
     "readers users fans customers patients veterans owners authorities chiefs spokesmen fishermen speakers one all many some most several few both "
     "others two three four five six seven eight nine ten eleven twelve dozens scores hundreds thousands"},
    {kVague,
     "reports rumours rumors sources source speculation allegations observers critics insiders suggestions fears"},
    {kGovernment,
     "government ministry ministries cabinet parliament senate congress police army military navy court tribunal prosecutors prosecution authorities "
     "authority administration embassy consulate council municipality state kremlin pentagon treasury presidency inspectorate regulator department "
     "legislature assembly junta regime gendarmerie coastguard customs garrison intelligence secretariat governorate prefecture city"},
    {kOrganisation,
     "committee commission organisation organization company firm group party union association agency service bank university institute foundation "
     "charity ngo corporation federation league bureau office centre center hospital club church board panel delegation mission team campaign coalition "
     "alliance network movement society concord school college laboratory airline operator manufacturer utility inc. ltd. corp. co. plc gmbh minerals "
     "industries holdings bloc confederation consortium observatory watchdog chamber bar inspectorate authority"},
    {kCompany, "company firm corporation inc. ltd. corp. co. plc gmbh minerals industries holdings airline airlines operator manufacturer utility bank group "
               "mining energy motors steel oil gas mines resources partners enterprises"},
    {kMedia,
     "newspaper newspapers paper daily weekly magazine broadcaster channel station website site agency newswire outlet outlets media press tv television "
     "radio tabloid gazette times post herald tribune chronicle star ledger lantern guardian telegraph observer journal courier mail mirror sun express "
     "monitor courant examiner inquirer record dispatch argus echo globe standard independent reuters afp newsletter blog podcast wire broadcast reporters journalists"},
    {kDocument,
     "report reports document documents memo memorandum letter statement statements study survey poll polls records record register data figures article "
     "investigation filing lawsuit complaint indictment affidavit transcript video footage recording email emails email file files book law bill constitution "
     "resolution treaty agreement findings review audit census list dossier paper note bulletin release communique photographs images analysis research "
     "evidence testimony readings statistics website complaint suit ruling verdict order diary log minutes inquiry inventory post tweet"},
    {kStatement,
     "statement interview interviews briefing conference speech letter email tweet post report message note release call broadcast bulletin address remarks "
     "testimony court parliament article op-ed memo filing hearing meeting session rally debate event appearance podcast telephone phone video communique"},
    {kQuantity, "many several most all some few both each every any various numerous dozens hundreds thousands scores half"},
};

using Map = std::unordered_map<std::string_view, std::uint64_t>;

Map build() {
  Map m;
  for (const List& l : kLists) {
    std::size_t i = 0;
    while (i < l.words.size()) {
      const std::size_t next = std::min(l.words.find(' ', i), l.words.size());
      if (next > i) m[l.words.substr(i, next - i)] |= l.bits;
      i = next + 1;
    }
  }
  return m;
}

}  // namespace

std::uint64_t word_class(std::string_view lower) {
  static const Map map = build();  // immutable; built once
  const auto it = map.find(lower);
  return it == map.end() ? 0 : it->second;
}

}  // namespace stemma::claims
