extension StopList {
  /// The other languages of Europe and its neighbours.
  static let european: [String: String] = [
    "el": """
    ακομα ακομη αλλα αλλεσ αλλη αλλο αλλοι αλλοσ αλλουσ αλλων αν ανα αντι απο ασ αυτα αυτεσ \
    αυτη αυτην αυτησ αυτο αυτοι αυτον αυτοσ αυτου αυτουσ αυτων αφου για γιατι δε δεν δηλαδη \
    δια διοτι διχωσ εαν εγω εδω ειμαι ειναι ειτε ειχαν ειχε εκει εκεινα εκεινεσ εκεινη εκεινο \
    εκεινοι εκεινοσ εκτοσ εμασ εμεισ εμενα ενα εναν ενασ ενοσ ενω εξω επειδη επι επισησ εσασ \
    εσεισ εσενα εσυ ετσι εχει εχουμε εχουν εχω εωσ η ηδη ημουν ηταν θα καθε καθωσ και καμια \
    κανεισ κανενα κανενασ καποια καποιεσ καποιο καποιοι καποιον καποιοσ καποιων κατα κατι κι \
    λογω λοιπον μασ με μεσα μεσω μετα μεταξυ μεχρι μη μην μια μιασ μονο μου μπορει να ο οι \
    ολα ολεσ ολη ολο ολοι ολοσ ολουσ ολων ομωσ οποια οποιασ οποιεσ οποιο οποιοι οποιοσ οποιου \
    οποιουσ οποιων οπου οπωσ οσο οταν οτι ουτε παρα περι πιο ποια ποιεσ ποιο ποιοι ποιον \
    ποιοσ πολυ ποτε που πριν προσ πωσ σασ σε σου στα στη στην στισ στο στον στουσ τα τετοια \
    τετοιο τετοιοσ τη την τησ τι τισ το τον τοσο τοτε του τουσ των υπερ υπο χωρισ ωσ ωστε \
    ωστοσο
    """,
    "eu": """
    ala arabera arte artean aurka bada badira baina baino baita bat batean batek baten batez \
    batzuek batzuetan batzuk bera berak beraz bere beren berriz bertan beste bezala da dago \
    daude dela den dio dira direla diren ditu dituen dituzte dizkio du duela duen dut dute \
    dutela edo ere eta ez ezin gabe gainean gainera gara gero gu gure haiek hainbat hala han \
    hark hau hauek hauen hauetan hemen honek honela honen honetan hor hori horiek horrek \
    horrela horren horretan hura izan izango izateko izaten naiz ni nik nire noiz nola non \
    nor ondoren ordea oso zaio zait zein zela zen zer zergatik zion zirela ziren zituen \
    zituzten zu zuek zuen zure zuten
    """,
    "fi": """
    ei eivat en enaa etta han hanelle hanen hanta he heidan heille heita ilman itse ja \
    jalkeen jo johon joiden joihin joissa joista joita joka jokin joko jolla jolle jolloin \
    jonka jos jossa josta jota joten jotka jotta kaikki kaikkien kanssa kautta kenen ketka \
    koska kuin kuinka kuitenkin kuka kukaan kun kuten lisaksi me meidan meille meita mihin \
    mika mikaan mikali milla milloin mina minka minun missa mista mita mitka muiden muita \
    mukaan mutta muut myos ne niiden niihin niilla niille niin niissa niista niita noin nuo \
    nyt ole olemme olen oli olisi olisivat olivat olla olleet ollut on ovat paitsi se seka \
    sellainen sen siella siihen siina siita silla sille silloin sina sinun sita tahan tai \
    talla talle tama taman tassa tasta tata te teidan tuo tuon vaan vai vaikka vain viela voi \
    voidaan voivat vuoksi
    """,
    "ga": """
    a ach ag againn agam agat agus aici aige air an ann anseo ansin ar as ata ba beidh bheadh \
    bheith bhfuil bhi bhiodh bhionn bhur bionn cad ce chuig chun conas da dar de den do doibh \
    dom don dti e ea faoi faoin fein freisin gach gan go gur i iad idir ina inar ionas is la \
    le leat leis lena leo linn liom ma mar me mo muid mura na nach ni nil nior nios no nuair \
    o on os raibh roimh sa san se seo si siad sibh sin sinn sna sula ta thar trid tu uirthi \
    um
    """,
    // Not “ők” and “hat”: they fold to a cause and to six.
    "hu": """
    a ahhoz ahol akar aki akik akkor alatt altal amely amelyben amelyek amelyet amelynek ami \
    amig amikor amit annak arra arrol at az azert azok azokat azon azonban azt aztan bar be \
    benne csak de egy egyeb egyik egymas ehhez el elott emellett ennek erre errol es ez ezek \
    ezeket ezen ezert ezt ezzel felett ha hanem hogy hogyan igy illetve ilyen is itt \
    keresztul ki kivul koze kozott kozul legyen lehet lenne lenni lesz lett majd mar meg \
    mellett mely melyek mert mi miatt miert mig mikor milyen mind minden mint mintha mit \
    miutan mivel most ne neki nekik nelkul nem o olyan pedig s se sem semmi szamara szerint \
    tehat ugy ugyan ugyanis utan vagy vagyis vagyok valamint valo van vannak volna volt \
    voltak
    """,
    "hy": """
    ամեն այդ այդպես այն այնպես այնտեղ այս այսպես այստեղ ապա առանց արդեն բայց բոլոր դա դեպի \
    դեռ դեռեւս դու դուք եթե եղել եմ են ենք ես երբ եւ եք է էի էին էինք էիր էիք էլ էր ըստ թե \
    թեեւ իմ ինձ ինչ ինչու ինչպես իսկ իր իրեն իրենց լինել կա կամ կան կողմից համար հենց հետ \
    հետո ձեզ ձեր մասին մեզ մենք մեջ մեր մի միայն մինչեւ միջեւ միջոցով նա նաեւ նրա նրան նրանց \
    նրանք ոչ ով ովքեր որ որը որի որին որոնց որոնք որովհետեւ որում որպես որպեսզի որտեղ ու չեմ \
    չեն չէ չէին չէր չի սա սակայն վրա տակ քան քանի քեզ քո
    """,
    "lt": """
    ant apie ar arba as be bei bet bus buti buvo dar del esu gal i iki ir is ja jai jam jau \
    jei jeigu ji jie jiems jis jo jog joje jos ju juo juos ka kad kada kai kaip kaipo kam kas \
    kiek kitas kiti kitu ko kodel kokia koks kol kuo kur kuri kuria kuriam kurie kuriems \
    kurio kurioje kurios kuris kuriu man mane manes mano mes mums mus musu ne nebuvo nei nera \
    nes net nors nuo o pagal pas pat per po prie pries pro sau save savo si sia siame sie sio \
    sioje sios sis siu su ta taciau tad tai taip tam tarp tarpu tas tau tave tavo ten tie \
    tiek tik to todel toje tokia tokie tokiu toks tos tu tuo tuos uz virs vis visi viso visu \
    yra
    """,
    // Not “şu”, which folds to water.
    "tr": """
    acaba ait ama ancak arasinda arasindaki artik ayrica bana bazi belki ben beni benim beri \
    bile bir birkac biz bize bizi bizim bu buna bunda bundan bunlar bunlari bunlarin bunu \
    bunun burada cogu cok cunku da daha dahi de degil dek den diger diye dolayi eden edilen \
    eger en etti fakat gibi gore hangi hem henuz hepsi her herhangi herkes hic icin icinde \
    iken ile ilgili ise iste kadar karsi karsin kendi kendine kendisi ki kim kimi kimse mi mu \
    nasil ne neden nedeniyle nerede o olabilir olan olarak oldu oldugu oldugunu olmak olmasi \
    olmayan olmustur olup olur ona ondan onlar onlara onlari onlarin onu onun orada oysa pek \
    ragmen sadece sen seni senin siz sizin sonra tarafindan tum uzere uzerinde uzerine var \
    vardir ve veya ya yalnizca yani yerine yine yok zaten
    """,
  ]
}
