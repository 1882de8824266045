extension StopList {
  /// The Romance languages.
  static let romance: [String: String] = [
    "ca": """
    a abans aixi aixo al algun alguna algunes alguns als altra altre altres amb aquell \
    aquella aquelles aquells aquest aquesta aquestes aquests cada com contra d'un d'una de \
    del dels des despres dins doncs durant el ell ella elles ells els em en encara entre era \
    eren es esta estan estar estava et fins foren fou ha han haver havia havien he hem hi ho \
    i ja jo l'hi la les li malgrat mateix me mentre mes meu meus meva meves molt ni no \
    nosaltres nostra nostre nostres o pel pels per pero perque qual quals qualsevol quan que \
    qui s'ha se segons sense ser sera seu seus seva seves si sobre son sota tal tambe tan \
    tant te teu teva tot tota totes tots tu un una unes uns va vaig van vosaltres
    """,
    // Not “estado”, the state.
    "es": """
    a al algo algun alguna algunas alguno algunos ante antes aquel aquella aquellas aquello \
    aquellos aqui asi aun aunque bajo cada como con contra cual cuales cualquier cuando \
    cuanto cuantos cuya cuyas cuyo cuyos de del desde despues donde durante e el ella ellas \
    ello ellos en entonces entre era eran eres es esa esas ese eso esos esta estaba estaban \
    estan estar estas este esto estos estoy fue fueron ha haber habia habian hacia han has \
    hasta hay he incluso la las le les lo los mas me mediante mi mientras mis mucho muy ni no \
    nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero por \
    porque pues que quien quienes se sea sean segun ser si sido siendo sin sino sobre son su \
    sus tal tales tambien tampoco tan tanto te ti toda todas todavia todo todos tras tu tus u \
    un una unas uno unos usted ustedes vosotros vuestra vuestro y ya yo
    """,
    // Not “été”, which is a summer as well, and not “or”, which is gold.
    "fr": """
    a afin ai ainsi alors apres au aucun aucune aupres auquel aussi autre autres aux avaient \
    avait avant avec avez avoir avons ayant c'est c'etait car ce ceci cela celle celles celui \
    cependant ces cet cette ceux chaque chez comme comment contre d'autres d'etre d'un d'une \
    dans de depuis des donc dont du duquel elle elles en encore entre envers es est et \
    etaient etais etait etant etes etre eu eurent eut eux furent fut il ils j'ai je jusqu'a \
    jusqu'au l'on la laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui \
    ma mais malgre me meme memes mes moi mon n'a n'est n'ont ne ni nos notre nous on ont ou \
    par parce parmi pas pendant plus plusieurs pour pourquoi puis puisque qu'elle qu'elles \
    qu'en qu'il qu'ils qu'on qu'un qu'une quand que quel quelle quelles quels qui quoi \
    quoique s'est s'il s'ils sa sans sauf se selon sera seraient serait seront ses si sinon \
    soit son sont sous suis sur ta tandis tant te tel telle telles tels tes toi ton tous tout \
    toute toutes tres tu un une vers vos votre vous y
    """,
    // Not “stato”, which is the state as well.
    "it": """
    a ad agli ai al alcuna alcune alcuni alla alle allo altra altre altri altro anche ancora \
    attraverso aver avere aveva avevano avuto c'e c'era che chi ci cio cioe coi col come con \
    contro cosi cui da dagli dai dal dalla dalle dallo degli dei del della delle dello di \
    dopo dove dunque durante e ebbe ed egli ella era erano essa esse essendo essere essi esso \
    fino fra fu furono gia gli ha hai hanno ho i il in infatti inoltre invece io la le lei li \
    lo loro lui ma me mediante mentre mi mia mie miei mio ne negli nei nel nella nelle nello \
    nessun nessuna nessuno noi non nostra nostre nostri nostro o ogni oltre oppure per perche \
    percio pero piu poi poiche presso pur purche pure qual quale quali quando quanta quante \
    quanti quanto quegli quei quel quella quelle quelli quello questa queste questi questo \
    qui quindi sara saranno sarebbe se senza si sia siano siccome sono sopra sotto stata su \
    sua sue sugli sui sul sulla sulle sullo suo suoi tale tali te ti tra tranne tu tua tue \
    tuo tuoi tutta tutte tutti tutto un una uno vi voi vostra vostre vostri vostro
    """,
    "pt": """
    a ainda alem alguem algum alguma algumas alguns ante antes ao aos apenas apos aquela \
    aquelas aquele aqueles aquilo as assim ate cada com como contra cuja cujas cujo cujos da \
    das de dela delas dele deles desde dessa dessas desse desses desta destas deste destes do \
    dos durante e ela elas ele eles em embora enquanto entao entre era eram essa essas esse \
    esses esta estao estar estas estava estavam este estes estou eu foi foram fosse ha havia \
    isso isto ja lhe lhes mais mas me mediante mesmo meu meus minha minhas muito na nao nas \
    nem nenhum nenhuma nessa nesse nesta neste no nos nossa nossas nosso nossos num numa o \
    onde os ou outra outras outro outros para pela pelas pelo pelos pois por porem porque \
    quais qual qualquer quando quanto que quem sao se seja sejam sem sendo ser sera seria seu \
    seus si sido sob sobre sua suas tal tambem te tem tendo ter teu teus tinha tinham toda \
    todas todo todos tu tua tuas um uma umas uns voce voces
    """,
    "ro": """
    a acea aceasta aceea aceeasi acei acel acela acele acelea acelor acest acesta aceste \
    acestea acestei acesti acestia acestor acestora acestui adica ai aici al ale alt alta \
    alte alti am apoi ar are asa astfel asupra ati atunci au avea aveau avem avut ca cand \
    care carei caror carora caruia cat cate catre ce cea cei cel cele celor chiar ci cine cu \
    cui cum daca dar de decat deci deoarece desi despre din dintr dintre doar dupa ea ei el \
    ele era erau este eu fara fi fie fiecare fiind foarte fost i ii il imi in insa intr intre \
    isi iti l la le li lor lui ma mai mea mei mele meu mi ne nici nimic noastra noastre noi \
    nostru nu o or ori oricare orice pana pe pentru peste prin printr printre s sa sai sale \
    sau se si spre sub sunt te toata toate toti totusi tu un una unde unei unele unii unor \
    unui va vei vom vor vreo vreun
    """,
  ]
}
