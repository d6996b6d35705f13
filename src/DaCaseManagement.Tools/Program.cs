Console.WriteLine("DaCaseManagement tools");
