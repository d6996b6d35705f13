namespace DaCaseManagement.Tools.Generate;

/// <summary>First names as they are common in the United Kingdom by sex and time of birth, commonest first; chances fall with the place in the list.</summary>
internal static class GivenNames
{
    private static readonly Weighted<string>[] Women = [.. new[]
    {
        "Margaret Jean Mary Joan Patricia Sheila Barbara Doreen June Shirley Dorothy Joyce Maureen Elizabeth Audrey Brenda Kathleen Sylvia Eileen Pamela Betty Beryl Ann Irene Marjorie Hazel Rita Pauline Beatrice Norma Edna Vera Olive Winifred Gladys Elsie Iris Gwendoline Kamala Surinder Bronwen Mair Eluned Mavis Thelma Freda Hilda Marion Rosemary Daphne",
        "Susan Julie Karen Jacqueline Deborah Tracey Jane Helen Diane Sharon Tracy Angela Sarah Alison Caroline Amanda Sandra Linda Catherine Elizabeth Carol Joanne Wendy Janet Dawn Christine Nicola Lesley Anne Jennifer Heather Paula Gillian Beverley Lorraine Debra Denise Maria Michelle Lisa Louise Mandy Yvonne Teresa Sally Marie Kim Jayne Parveen Nasreen Kulwinder Sian Bethan Ceri Oluwakemi Grace Shanthi Meena Siobhan Bernadette Marcia Yasmin Farida Ewa Tina Anita",
        "Sarah Claire Emma Laura Rebecca Gemma Rachel Kelly Victoria Katherine Lisa Nicola Louise Samantha Michelle Amy Natalie Leanne Jennifer Charlotte Hayley Lauren Stacey Danielle Zoe Kerry Hannah Jessica Kirsty Vicky Donna Katie Amanda Jade Sophie Lucy Cheryl Heather Stephanie Melissa Natasha Chloe Carly Joanna Rhian Nia Cerys Aisha Fatima Shabana Priya Sunita Agnieszka Katarzyna Magdalena Monika Ioana Olena Chinwe Ngozi Adaeze Amina Sadia Roxanne Kimberley Kayleigh Toni Abigail Bianca Elena",
        "Chloe Emily Megan Jessica Sophie Lauren Charlotte Hannah Olivia Amelia Ella Lucy Grace Lily Ellie Mia Ruby Evie Isabella Poppy Sophia Ava Isla Daisy Freya Millie Holly Molly Abigail Caitlin Leah Shannon Paige Courtney Bethany Jasmine Georgia Amber Imogen Scarlett Maisie Phoebe Eleanor Florence Willow Rosie Erin Skye Zara Aaliyah Maryam Fatima Aisha Khadija Zofia Maja Julia Alexandra Ffion Seren Cadi Efa Niamh Aoife Ayesha Zainab Hafsa Tia Kiera Demi Summer Lexi Harper Ivy",
    }.Select(Ranked)];

    private static readonly Weighted<string>[] Men = [.. new[]
    {
        "John William George Ronald James Kenneth Thomas Robert Peter Dennis Raymond Derek Frank Leonard Arthur Roy Albert Brian Alan Norman Donald Stanley Eric Gordon Frederick Harold Charles Geoffrey Douglas Bernard Reginald Ernest Terence Gerald Walter Cyril Ivor Gwilym Emrys Mohinder Stanislaw Cecil Sidney Desmond Herbert Trevor Edwin Maurice Cecil Lloyd",
        "David Paul Andrew Mark John Michael Stephen Ian Robert Richard Christopher Peter Simon Anthony Kevin Gary Steven Martin James Philip Alan Neil Nigel Timothy Colin Graham Jonathan Nicholas William Adrian Brian Stuart Keith Thomas Patrick Sean Carl Trevor Wayne Kenneth Barry Dean Derek Raymond Terence Russell Gareth Huw Dafydd Mohammed Abdul Rajesh Harjit Balwinder Winston Delroy Errol Zbigniew Tariq Iqbal Declan Fergus Glenn Clive Shaun Darren Lee Jeremy Howard",
        "Christopher James David Daniel Michael Matthew Andrew Richard Paul Mark Thomas Adam Robert John Lee Benjamin Steven Jonathan Craig Stephen Simon Nicholas Peter Anthony Alexander Gary Ian Ryan Darren Barry Stuart Jamie Luke Joseph Philip Scott Kevin Dean Neil Samuel Gareth Sean Carl Wayne Martin Ashley Kieran Liam Nathan Aaron Karl Mohammed Imran Asif Sanjay Amit Rhys Iwan Tomasz Piotr Krzysztof Marcin Pawel Ionut Andrei Chukwuemeka Olumide Kwame Hassan Omar Yusuf Tyrone Leon Marcus Jermaine Stefan Ricky",
        "Jack Thomas Joshua James Daniel Oliver Harry Samuel William Joseph Benjamin Charlie Luke Matthew Callum George Jake Alfie Ethan Lewis Dylan Jacob Alexander Ryan Connor Liam Nathan Mohammed Cameron Kieran Adam Jamie Tyler Max Archie Oscar Noah Leo Logan Freddie Theo Muhammad Lucas Mason Toby Riley Harrison Henry Finley Isaac Sebastian Owen Rhys Osian Macsen Ellis Aiden Bradley Jordan Reece Brandon Kai Jayden Ibrahim Ali Yusuf Hamza Jakub Filip Szymon Kacper Luca David Zac Louis Tyrese Kian Ewan Caleb",
    }.Select(Ranked)];

    public static string Draw(Lots lots, bool woman, int year) => (woman ? Women : Men)[year < 1955 ? 0 : year < 1976 ? 1 : year < 1997 ? 2 : 3].Draw(lots);

    private static Weighted<string> Ranked(string names) => new(names.Split(' ').Select((name, i) => (name, 1 / (i + 10.0))));
}
