extension LanguageProfile {
  /// Languages that are written in Latin letters.
  ///
  /// Some have no stemmer here; they stand among the others so that their texts are not taken for
  /// those of a neighbour.
  static let latin = [
    LanguageProfile(
      "ca", letters: "ç·",
      """
      de la i el que les a els en un una per del al amb és va són no es seu seva com més ha aquest \
      aquesta però molt també han ser quan fins entre sobre hi o on perquè mentre altres qual
      """),
    LanguageProfile(
      "cs", letters: "ěřůčšžýď",
      """
      a v se na je že s z do o to i jako za pro po ve který která které byl byla bylo jsou od k \
      podle ale by také jeho při nebo jeho až co roku mezi pouze však není
      """),
    LanguageProfile(
      "da", letters: "æø",
      """
      og i at er en det til af på som de med for den ikke der et var har han fra blev også men \
      efter kan om ved sig havde være deres eller hvor mere over når ud blive mod nogle år
      """),
    LanguageProfile(
      "de", letters: "äöüß",
      """
      der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an \
      werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum \
      war haben nur oder aber vor zur bis mehr durch man wurde
      """),
    LanguageProfile(
      "en",
      """
      the of and to in a is that for it as was with be by on not he his but at are this have had \
      from or which they were their has one you all been would when there who will more if out \
      its an than into after also other about only
      """),
    LanguageProfile(
      "es", letters: "ñ¿¡",
      """
      de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le \
      ha fue este entre cuando muy sin sobre ser también hasta desde son dos donde había era esta \
      porque durante años está han
      """),
    LanguageProfile(
      "et", letters: "õäü",
      """
      ja on ei et ta see oli kui ka mis oma aga siis nii või ning seda tema veel selle välja kes \
      olid mida ma juba kõik nagu pärast aasta üle ainult kuid
      """),
    LanguageProfile(
      "eu",
      """
      eta da ez bat du zen ere dira baina egin izan dute ziren zuen hau edo beste hori den izango \
      bere baino arte oso gero dago batean urte euskal dela duen egiten nahi zuten zituen
      """),
    LanguageProfile(
      "fi", letters: "äö",
      """
      ja on ei että se oli hän mutta ovat myös kuin sen joka tai jos niin kun vain mukaan hänen \
      sekä ole mitä nyt olla voi oli jotka tämä vuoden vuonna jo kanssa jälkeen eivät ollut ne noin
      """),
    LanguageProfile(
      "fr", letters: "êèçùœ",
      """
      de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont \
      avec son aux mais comme ou sa elle cette ses été leur fait deux ces même être on entre aussi \
      était nous après sous dont leurs
      """),
    LanguageProfile(
      "ga",
      """
      an agus na a ar i is go le bhí do sé ag tá nach faoi ach mar ó atá sin seo í é chuig aige \
      bhfuil gur raibh leis ann níor gach idir nó chun féin níl ina dá
      """),
    LanguageProfile(
      "hr", letters: "čćšžđ",
      """
      je i u na se da su za od s koji koja koje bio bila što kao ili te iz nije do po ali također \
      tijekom godine prema nakon samo biti bi tko gdje kako između već sve uz njegov
      """),
    LanguageProfile(
      "hu", letters: "őűáéö",
      """
      a az és hogy nem egy is volt de ez meg csak már azt még van el vagy ki mint ezt ha mert \
      szerint majd után amely azonban között voltak lehet akkor sem illetve minden pedig több ezek
      """),
    LanguageProfile(
      "id",
      """
      yang dan di dari dengan untuk pada ini itu dalam tidak adalah akan oleh sebagai juga ke \
      mereka telah dapat atau lebih bahwa ada karena seorang tersebut saat bisa menjadi sudah \
      kepada setelah ia namun secara antara
      """),
    LanguageProfile(
      "it", letters: "èùòì",
      """
      di e il la che in a per un del è della le una i con non si dei da al sono più nel come alla \
      delle ma gli anche lo ha dal nella dell su o suo questo essere stato tra degli dalla \
      era cui ai fu loro sua
      """),
    LanguageProfile(
      "lt", letters: "ėųįūčšž",
      """
      ir yra kad į iš su tai ne buvo o kaip jis bet ar nuo už po kurie apie dėl dar jo per iki taip \
      tik jau pat labai gali savo prie kai metų tačiau jų šis kuris
      """),
    LanguageProfile(
      "lv", letters: "āēīūļņķģ",
      """
      un ir ar no par ka uz kas tika bet kā gadā arī pēc tas vai pie to viņš bija līdz ko nav lai \
      gan tikai savu jau ļoti gada tiek
      """),
    LanguageProfile(
      "nl", letters: "ĳ",
      """
      de van het een en in is dat op te zijn met voor niet die er aan om ook als dan maar bij uit \
      door nog naar wordt tot heeft worden hij was over deze werd kan hun of meer zich zijn werden \
      tussen waren veel geen
      """),
    LanguageProfile(
      "no", letters: "åøæ",
      """
      og i er det på som en til av for at med de den har ikke et om ble var han fra men seg hadde \
      også å etter kan vil blir eller år mot ut når være sin ved mer noe bare dette bli mellom \
      hvor nå
      """),
    LanguageProfile(
      "pl", letters: "łąęśżźćń",
      """
      w i z na się do nie że to jest o jak po za od przez co był była było są ale dla tym jego oraz \
      które który która został może tylko przy czy także lub ich roku tego już bardzo być
      """),
    LanguageProfile(
      "pt", letters: "ãõç",
      """
      de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das \
      tem à seu sua ou ser quando muito há nos já está também só pelo pela até isso entre era são \
      às pelos sobre
      """),
    LanguageProfile(
      "ro", letters: "ăâșțşţ",
      """
      de și în a la cu din pe care este o nu un să că se pentru mai au fost sau prin al ca lui ale \
      sunt după dar între acest această ce fi unei unui când era cele foarte către fără asupra şi \
      sa si sunt avea le iar
      """),
    LanguageProfile(
      "sk", letters: "ľĺŕôčšžý",
      """
      a v sa na je že s z do o to aj ako za pre po vo ktorý ktorá ktoré bol bola bolo sú od k podľa \
      ale by tiež jeho pri alebo až čo roku medzi však nie len
      """),
    LanguageProfile(
      "sl", letters: "čšž",
      """
      je in v na se da so za pa ki ne s tudi kot z po bil bila bilo ali od iz pri lahko leta še med \
      ga so ter le več biti ni do tem kar njegov
      """),
    LanguageProfile(
      "sr", letters: "čćšžđ",
      """
      je i u na se da su za od sa koji koja koje bio bila što kao ili te iz nije do po ali takođe \
      tokom godine prema nakon samo biti bi ko gde kako između već sve uz njegov posle pre šta
      """),
    LanguageProfile(
      "sv", letters: "åäö",
      """
      och i att det som en på är av för med den till inte har de om ett han men var jag sig från vi \
      så kan när år under också efter eller nu sin där vid mot skulle ut utan blev blir mellan hade \
      över hans
      """),
    LanguageProfile(
      "sw",
      """
      ya na wa kwa ni katika la za kuwa hiyo huo cha yake kama pia baada lakini hii au wake hilo \
      huyo watu kutoka hayo zaidi hata bila wakati moja kila alisema ili
      """),
    LanguageProfile(
      "tr", letters: "ğışç",
      """
      ve bir bu da de için ile olarak çok daha olan gibi en kadar sonra ne var ancak ya veya o ise \
      her olduğu değil göre tarafından arasında ki iki ilk kendi ben oldu yıl şey bunu üzerinde \
      önce büyük
      """),
    LanguageProfile(
      "vi", letters: "ơưđăạảấầẩậắằặẹẻếềểệịỉọỏốồổộớờởợụủứừửựỳỷ",
      """
      và của là có được trong các một cho không những với người này đã từ khi để đến về như ra vào \
      năm trên cũng tại nhiều hơn ông bị theo đó sự nhà việc làm ở vì còn rất
      """),
  ]
}
