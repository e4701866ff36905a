/** Names by culture, in the script they are written in, each with its Latin form where that differs. Pure. */

type Name = string | readonly [own: string, latin: string]
export type Names = { female: Name[]; male: Name[]; family: Name[] }

export const latinOf = (name: Name) => (typeof name === 'string' ? name : name[1])
export const ownOf = (name: Name) => (typeof name === 'string' ? name : name[0])

export const NAMES = {
  westAfrican: {
    female: ['Amina', 'Ngozi', 'Adaeze', 'Abena', 'Fatou', 'Mariam', 'Chiamaka', 'Efua', 'Aissatou', 'Folake'],
    male: ['Chidi', 'Kwame', 'Emeka', 'Ousmane', 'Kofi', 'Ibrahim', 'Tunde', 'Mamadou', 'Yaw', 'Sekou'],
    family: [
      'Okafor',
      'Mensah',
      'Diallo',
      'Adeyemi',
      'Traoré',
      'Owusu',
      'Eze',
      'Ndiaye',
      'Bello',
      'Kone',
      'Sow',
      'Asante',
    ],
  },
  eastAfrican: {
    female: ['Wanjiru', 'Achieng', 'Neema', 'Grace', 'Zawadi', 'Nakato', 'Uwase', 'Chipo', 'Thandiwe', 'Rehema'],
    male: ['Kamau', 'Otieno', 'Juma', 'Baraka', 'Mugisha', 'Tendai', 'Hassan', 'Sipho', 'Wekesa', 'Daudi'],
    family: [
      'Mwangi',
      'Odhiambo',
      'Mushi',
      'Okello',
      'Habimana',
      'Moyo',
      'Dlamini',
      'Banda',
      'Nkosi',
      'Kiptoo',
      'Phiri',
      'Mutua',
    ],
  },
  ethiopic: {
    female: [
      ['ሰላም', 'Selam'],
      ['ትዕግስት', 'Tigist'],
      ['ሄለን', 'Helen'],
      ['ማርታ', 'Marta'],
      ['ሳራ', 'Sara'],
    ],
    male: [
      ['አማኑኤል', 'Amanuel'],
      ['ዳዊት', 'Dawit'],
      ['ሙሉጌታ', 'Mulugeta'],
      ['ዮሐንስ', 'Yohannes'],
      ['ብርሃኑ', 'Birhanu'],
    ],
    family: [
      ['ተስፋዬ', 'Tesfaye'],
      ['ከበደ', 'Kebede'],
      ['ኃይሌ', 'Haile'],
      ['አለሙ', 'Alemu'],
      ['ገብረማርያም', 'Gebremariam'],
      ['በቀለ', 'Bekele'],
    ],
  },
  arabic: {
    female: [
      ['فاطمة', 'Fatima'],
      ['مريم', 'Maryam'],
      ['ليلى', 'Layla'],
      ['نور', 'Nour'],
      ['سلمى', 'Salma'],
      ['هدى', 'Huda'],
    ],
    male: [
      ['أحمد', 'Ahmed'],
      ['محمد', 'Mohammed'],
      ['عمر', 'Omar'],
      ['يوسف', 'Youssef'],
      ['خالد', 'Khaled'],
      ['حسن', 'Hassan'],
    ],
    family: [
      ['المصري', 'Almasri'],
      ['بن صالح', 'Ben Saleh'],
      ['الخطيب', 'Alkhatib'],
      ['حداد', 'Haddad'],
      ['العلوي', 'Alaoui'],
      ['منصور', 'Mansour'],
      ['درويش', 'Darwish'],
      ['قاسم', 'Qasim'],
    ],
  },
  persian: {
    female: [
      ['زهرا', 'Zahra'],
      ['نرگس', 'Narges'],
      ['شیرین', 'Shirin'],
      ['مینا', 'Mina'],
    ],
    male: [
      ['رضا', 'Reza'],
      ['علی', 'Ali'],
      ['آرش', 'Arash'],
      ['مهدی', 'Mehdi'],
    ],
    family: [
      ['احمدی', 'Ahmadi'],
      ['حسینی', 'Hosseini'],
      ['کریمی', 'Karimi'],
      ['رحیمی', 'Rahimi'],
      ['نوری', 'Nouri'],
      ['صادقی', 'Sadeghi'],
    ],
  },
  urdu: {
    female: [
      ['عائشہ', 'Ayesha'],
      ['صدف', 'Sadaf'],
      ['ثنا', 'Sana'],
      ['حنا', 'Hina'],
      ['مہوش', 'Mehwish'],
    ],
    male: [
      ['بلال', 'Bilal'],
      ['عثمان', 'Usman'],
      ['فیصل', 'Faisal'],
      ['حمزہ', 'Hamza'],
      ['زین', 'Zain'],
      ['کامران', 'Kamran'],
    ],
    family: [
      ['خان', 'Khan'],
      ['ملک', 'Malik'],
      ['چوہدری', 'Chaudhry'],
      ['بٹ', 'Butt'],
      ['قریشی', 'Qureshi'],
      ['شیخ', 'Sheikh'],
      ['عباسی', 'Abbasi'],
      ['راجپوت', 'Rajput'],
    ],
  },
  devanagari: {
    female: [
      ['प्रिया', 'Priya'],
      ['अंजलि', 'Anjali'],
      ['सुनीता', 'Sunita'],
      ['कविता', 'Kavita'],
      ['पूजा', 'Puja'],
    ],
    male: [
      ['रवि', 'Ravi'],
      ['अर्जुन', 'Arjun'],
      ['सुरेश', 'Suresh'],
      ['बिकाश', 'Bikash'],
      ['राजेश', 'Rajesh'],
    ],
    family: [
      ['शर्मा', 'Sharma'],
      ['सिंह', 'Singh'],
      ['थापा', 'Thapa'],
      ['गुप्ता', 'Gupta'],
      ['अधिकारी', 'Adhikari'],
      ['वर्मा', 'Verma'],
      ['पौडेल', 'Poudel'],
    ],
  },
  bengali: {
    female: [
      ['নুসরাত', 'Nusrat'],
      ['ফারজানা', 'Farzana'],
      ['তানিয়া', 'Tania'],
      ['সাদিয়া', 'Sadia'],
    ],
    male: [
      ['রহিম', 'Rahim'],
      ['তানভীর', 'Tanvir'],
      ['সজীব', 'Sajib'],
      ['আরিফ', 'Arif'],
    ],
    family: [
      ['রহমান', 'Rahman'],
      ['হোসেন', 'Hossain'],
      ['ইসলাম', 'Islam'],
      ['আক্তার', 'Akter'],
      ['চৌধুরী', 'Chowdhury'],
      ['দাস', 'Das'],
    ],
  },
  sinhala: {
    female: [
      ['නිමාලි', 'Nimali'],
      ['සඳුනි', 'Sanduni'],
      ['දිල්හානි', 'Dilhani'],
    ],
    male: [
      ['නුවන්', 'Nuwan'],
      ['කසුන්', 'Kasun'],
      ['චමින්ද', 'Chaminda'],
    ],
    family: [
      ['පෙරේරා', 'Perera'],
      ['සිල්වා', 'Silva'],
      ['ජයවර්ධන', 'Jayawardena'],
      ['බණ්ඩාර', 'Bandara'],
    ],
  },
  cyrillic: {
    female: [
      ['Анна', 'Anna'],
      ['Ольга', 'Olga'],
      ['Екатерина', 'Ekaterina'],
      ['Дарья', 'Darya'],
      ['Мария', 'Mariya'],
    ],
    male: [
      ['Иван', 'Ivan'],
      ['Дмитрий', 'Dmitrii'],
      ['Сергей', 'Sergei'],
      ['Алексей', 'Aleksei'],
      ['Максим', 'Maksim'],
    ],
    family: [
      ['Шевченко', 'Shevchenko'],
      ['Коваленко', 'Kovalenko'],
      ['Мороз', 'Moroz'],
      ['Ткач', 'Tkach'],
      ['Бондарь', 'Bondar'],
      ['Савич', 'Savich'],
    ],
  },
  centralAsian: {
    female: [
      ['Айгуль', 'Aigul'],
      ['Нургуль', 'Nurgul'],
      ['Дилноза', 'Dilnoza'],
      ['Гүлнар', 'Gulnar'],
    ],
    male: [
      ['Нурлан', 'Nurlan'],
      ['Тимур', 'Timur'],
      ['Азамат', 'Azamat'],
      ['Фаррух', 'Farrukh'],
    ],
    family: [
      ['Ахметов', 'Akhmetov'],
      ['Каримов', 'Karimov'],
      ['Исмаилов', 'Ismailov'],
      ['Рахимов', 'Rakhimov'],
      ['Сейтов', 'Seitov'],
    ],
  },
  mongolian: {
    female: [
      ['Сарангэрэл', 'Sarangerel'],
      ['Оюун', 'Oyuun'],
      ['Номин', 'Nomin'],
    ],
    male: [
      ['Батбаяр', 'Batbayar'],
      ['Ганболд', 'Ganbold'],
      ['Тэмүүлэн', 'Temuulen'],
    ],
    family: [
      ['Дорж', 'Dorj'],
      ['Бат-Эрдэнэ', 'Bat-Erdene'],
      ['Цэрэн', 'Tseren'],
      ['Пүрэв', 'Purev'],
    ],
  },
  vietnamese: {
    female: [
      ['Thị Hương', 'Thi Huong'],
      ['Thu Hà', 'Thu Ha'],
      ['Ngọc Anh', 'Ngoc Anh'],
      ['Minh Châu', 'Minh Chau'],
    ],
    male: [
      ['Văn Đức', 'Van Duc'],
      ['Quang Huy', 'Quang Huy'],
      ['Minh Tuấn', 'Minh Tuan'],
      ['Hải Long', 'Hai Long'],
    ],
    family: [
      ['Nguyễn', 'Nguyen'],
      ['Trần', 'Tran'],
      ['Lê', 'Le'],
      ['Phạm', 'Pham'],
      ['Hoàng', 'Hoang'],
      ['Đặng', 'Dang'],
    ],
  },
  thai: {
    female: [
      ['สุดา', 'Suda'],
      ['กนกวรรณ', 'Kanokwan'],
      ['พิมพ์ชนก', 'Pimchanok'],
    ],
    male: [
      ['สมชาย', 'Somchai'],
      ['ณัฐพล', 'Nattapon'],
      ['ธนากร', 'Thanakorn'],
    ],
    family: [
      ['ศรีสุข', 'Srisuk'],
      ['แสงทอง', 'Saengthong'],
      ['วงศ์ไทย', 'Wongthai'],
      ['บุญมี', 'Boonmee'],
    ],
  },
  khmerLao: {
    female: [
      ['ស្រីមុំ', 'Sreymom'],
      ['ចន្ធា', 'Chantha'],
      ['បុប្ផា', 'Bopha'],
    ],
    male: [
      ['សុភ័ក្រ', 'Sopheak'],
      ['វិចិត្រ', 'Vichet'],
      ['រតនា', 'Ratana'],
    ],
    family: [
      ['ចាន់', 'Chan'],
      ['សុខ', 'Sok'],
      ['ហេង', 'Heng'],
      ['គឹម', 'Kim'],
    ],
  },
  burmese: {
    female: [
      ['သီတာ', 'Thida'],
      ['ခင်မာ', 'Khin Mar'],
      ['စုစု', 'Su Su'],
    ],
    male: [
      ['အောင်မင်း', 'Aung Min'],
      ['ကျော်ဇော', 'Kyaw Zaw'],
      ['မင်းသူ', 'Min Thu'],
    ],
    family: [
      ['ထွန်း', 'Tun'],
      ['ဝင်း', 'Win'],
      ['လွင်', 'Lwin'],
      ['ဦး', 'Oo'],
    ],
  },
  malay: {
    female: ['Siti', 'Dewi', 'Nur Aisyah', 'Putri', 'Maria Clara', 'Fitri'],
    male: ['Budi', 'Adi', 'Muhammad Iqbal', 'Jose Rizal', 'Rizki', 'Agus'],
    family: ['Santoso', 'Wijaya', 'Rahmawati', 'Abdullah', 'Reyes', 'Santos', 'Ismail', 'Pratama'],
  },
  latinAmerican: {
    female: ['Sofía', 'Camila', 'María José', 'Valentina', 'Beatriz', 'Lucía'],
    male: ['José', 'Mateo', 'Luís', 'Andrés', 'Tiago', 'Sebastián'],
    family: ['García', 'Quispe', 'Fernández', 'Oliveira', 'Rojas', 'Mamani', 'Silva', 'Muñoz', 'Vargas'],
  },
  european: {
    female: ['Elena', 'Zuzanna', 'Ana', 'Ioana', 'Petra', 'Lejla'],
    male: ['Jan', 'Marko', 'Andrei', 'Tomasz', 'Luca', 'Mihai'],
    family: ['Novák', 'Kowalska', 'Popescu', 'Jovanović', 'Horváth', 'Rossi', 'Hadžić'],
  },
  turkish: {
    female: ['Ayşe', 'Zeynep', 'Elif', 'Leyla'],
    male: ['Mehmet', 'Emre', 'Rəşad', 'Murat'],
    family: ['Yılmaz', 'Demir', 'Kaya', 'Hüseynov', 'Şahin'],
  },
  caucasian: {
    female: [
      ['ნინო', 'Nino'],
      ['მარიამ', 'Mariam'],
      ['Անի', 'Ani'],
      ['Լիլիթ', 'Lilit'],
    ],
    male: [
      ['გიორგი', 'Giorgi'],
      ['დავით', 'Davit'],
      ['Արամ', 'Aram'],
      ['Տիգրան', 'Tigran'],
    ],
    family: [
      ['ბერიძე', 'Beridze'],
      ['კაპანაძე', 'Kapanadze'],
      ['Սարգսյան', 'Sargsyan'],
      ['Հակոբյան', 'Hakobyan'],
    ],
  },
} satisfies Record<string, Names>

export type Culture = keyof typeof NAMES
